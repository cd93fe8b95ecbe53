#include "tap.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "core/arena.h"
#include "core/file.h"
#include "net/address.h"
#include "net/proxy.h"

static void ask(const char *text, bool want)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
	bool is_v4 = inet_pton(AF_INET, text, &v4.sin_addr) == 1;
	bool good = is_v4 || inet_pton(AF_INET6, text, &v6.sin6_addr) == 1;
	const struct sockaddr *sa = is_v4 ? (const struct sockaddr *)&v4 : (const struct sockaddr *)&v6;
	bool got = bw_address_sockaddr_is_public(sa, is_v4 ? sizeof(v4) : sizeof(v6));
	tap_ok(good && got == want, "%s is %s", text, want ? "public" : "private");
}

static void test_hosts(void)
{
	static const struct {
		const char *host;
		bool is_private;
	} rows[] = {{"localhost", true},          {"LOCALHOST.", true},      {"x.localhost", true},
		    {"mylocalhost", false},       {"127.1", true},           {"0x7f.0.0.1", true},
		    {"017700000001", true},       {"2130706433", true},      {"[::1]", true},
		    {"[fe80::1%25eth0]", true},   {"8.8.8.8", false},        {"example.org", false},
		    {"[2606:4700::1111]", false}, {"10.example.org", false}, {"", false}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		tap_int(bw_address_host_is_private(bw_str_from(rows[i].host)), rows[i].is_private, rows[i].host);
}

static void test_guarded(void)
{
	static const struct {
		const char *host;
		bool is_guarded;
	} rows[] = {{"169.254.169.254", true},
		    {"0xa9fea9fe", true},
		    {"100.100.100.200", true},
		    {"100.100.100.201", false},
		    {"[fe80::1%25eth0]", true},
		    {"[febf::1]", true},
		    {"[fec0::1]", false},
		    {"[fd00:ec2::254]", true},
		    {"[fd00:ec2::255]", false},
		    {"[::ffff:169.254.1.1]", true},
		    {"[64:ff9b::169.254.169.254]", true},
		    {"[::ffff:10.0.0.1]", false},
		    {"10.0.0.1", false},
		    {"127.0.0.1", false},
		    {"localhost", false},
		    {"", false}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bw_str host = bw_str_from(rows[i].host);
		tap_int(bw_address_host_is_guarded(host), rows[i].is_guarded, rows[i].host);
		tap_ok(!rows[i].is_guarded || bw_address_host_is_private(host), "what is guarded is private");
	}
}

static void test_proxies(void)
{
	static const struct {
		const char *text, *host, *port;
	} rows[] = {{"http://user:p@ss@proxy.example:3128/", "proxy.example", "3128"},
		    {"proxy.example", "proxy.example", "1080"},
		    {"socks5://[fd00::1]:99", "fd00::1", "99"}};
	struct bw_str host, port;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		tap_ok(bw_proxy_parse(bw_str_from(rows[i].text), &host, &port), "%s", rows[i].text);
		tap_str(host, bw_str_from(rows[i].host), "host");
		tap_str(port, bw_str_from(rows[i].port), "port");
	}
	tap_ok(!bw_proxy_parse(BW_STR("http://"), &host, &port), "no host");
	tap_ok(!bw_proxy_parse(BW_STR("http://[::1"), &host, &port), "an open bracket");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str cases, line;
	struct bw_err err = {0};
	char path[4096];
	bw_arena_init(&a);
	snprintf(path, sizeof(path), "%s/address.cases", argc > 1 ? argv[1] : ".");
	tap_ok(bw_file_read(&a, path, 1 << 20, &cases, &err) == 0, "the cases are read %s", err.msg);
	while (bw_str_split(&cases, '\n', &line)) {
		struct bw_str address;
		if (!line.len || line.ptr[0] == '#')
			continue;
		bw_str_split(&line, ' ', &address);
		ask(bw_arena_cstr(&a, address), bw_str_eq(line, BW_STR("public")));
	}
	tap_ok(!bw_address_is_public((const uint8_t *)"12345", 5), "an address of another length is not public");
	test_hosts();
	test_guarded();
	test_proxies();
	bw_arena_release(&a);
	return tap_done();
}
