#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>

struct prefix {
	uint8_t bytes[16];
	int bits;
};

/* In the order of the registry. */
static const struct prefix closed_v4[] = {
	{{0}, 8},                 /* this network */
	{{10}, 8},                /* private use */
	{{100, 64}, 10},          /* shared by a provider's customers */
	{{127}, 8},               /* loopback */
	{{168, 63, 129, 16}, 32}, /* a provider's services to its own machines, metadata among them */
	{{169, 254}, 16},         /* link local, metadata services */
	{{172, 16}, 12},          /* private use */
	{{192, 0, 0}, 24},        /* protocol assignments */
	{{192, 0, 2}, 24},        /* documentation */
	{{192, 88, 99}, 24},      /* 6to4 relays, given up */
	{{192, 168}, 16},         /* private use */
	{{198, 18}, 15},          /* benchmarks */
	{{198, 51, 100}, 24},     /* documentation */
	{{203, 0, 113}, 24},      /* documentation */
	{{224}, 4},               /* multicast */
	{{240}, 4},               /* reserved, broadcast */
};

/* Inside 2000::/3, the only range that is given out to the public. */
static const struct prefix closed_v6[] = {
	{{0x20, 0x01}, 23},             /* protocol assignments, Teredo */
	{{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
	{{0x3f, 0xff}, 20},             /* documentation */
};

static const struct prefix public_v6 = {{0x20}, 3};

/* Whoever can make a program on a provider's machine read one of these has the keys of the machine. */
static const struct prefix guarded_v4[] = {
	{{100, 100, 100, 200}, 32},
	{{168, 63, 129, 16}, 32},
	{{169, 254}, 16},
	{{192, 0, 0, 192}, 32},
};

static const struct prefix guarded_v6[] = {
	{{0xfe, 0x80}, 10},
	{{0xfd, 0x00, 0x0e, 0xc2, [14] = 0x02, 0x54}, 128},
	{{0xfd, 0x20, 0x00, 0xce, [14] = 0x02, 0x54}, 128},
};

/* IPv6 ranges that stand for an IPv4 address, and where in them it is. */
static const struct {
	struct prefix range;
	int at;
} carriers[] = {
	{{{[10] = 0xff, 0xff}, 96}, 12},   /* mapped, ::ffff:0:0/96 */
	{{{0, 0x64, 0xff, 0x9b}, 96}, 12}, /* translated, 64:ff9b::/96 */
	{{{0x20, 0x02}, 16}, 2},           /* 6to4 */
};

static bool is_in(const uint8_t *bytes, const struct prefix *p)
{
	int whole = p->bits / 8, rest = p->bits % 8;
	if (memcmp(bytes, p->bytes, (size_t)whole) != 0)
		return false;
	uint8_t mask = (uint8_t)(0xFF << (8 - rest));
	return rest == 0 || (bytes[whole] & mask) == (p->bytes[whole] & mask);
}

static bool is_in_any(const uint8_t *bytes, const struct prefix *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_in(bytes, &rows[i]))
			return true;
	return false;
}

#define IS_IN_ANY(bytes, rows) is_in_any(bytes, rows, sizeof(rows) / sizeof((rows)[0]))

static bool v4_is_public(const uint8_t *bytes)
{
	return !IS_IN_ANY(bytes, closed_v4);
}

static bool v6_is_public(const uint8_t *bytes)
{
	for (size_t i = 0; i < sizeof(carriers) / sizeof(carriers[0]); i++)
		if (is_in(bytes, &carriers[i].range))
			return v4_is_public(bytes + carriers[i].at);
	return !IS_IN_ANY(bytes, closed_v6) && is_in(bytes, &public_v6);
}

bool bw_address_is_public(const uint8_t *bytes, size_t n_bytes)
{
	return n_bytes == 4 ? v4_is_public(bytes) : n_bytes == 16 && v6_is_public(bytes);
}

bool bw_address_is_guarded(const uint8_t *bytes, size_t n_bytes)
{
	if (n_bytes == 4)
		return IS_IN_ANY(bytes, guarded_v4);
	for (size_t i = 0; n_bytes == 16 && i < sizeof(carriers) / sizeof(carriers[0]); i++)
		if (is_in(bytes, &carriers[i].range))
			return IS_IN_ANY(bytes + carriers[i].at, guarded_v4);
	return n_bytes == 16 && IS_IN_ANY(bytes, guarded_v6);
}

/* Gives how many bytes, 0 for another family. */
static size_t bytes_of(const struct sockaddr *sa, size_t len, uint8_t bytes[16])
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	if (sa->sa_family == AF_INET && len >= sizeof(v4)) {
		memcpy(&v4, sa, sizeof(v4));
		memcpy(bytes, &v4.sin_addr, 4);
		return 4;
	}
	if (sa->sa_family == AF_INET6 && len >= sizeof(v6)) {
		memcpy(&v6, sa, sizeof(v6));
		memcpy(bytes, &v6.sin6_addr, 16);
		return 16;
	}
	return 0;
}

bool bw_address_sockaddr_is_public(const struct sockaddr *sa, size_t len)
{
	uint8_t bytes[16];
	return bw_address_is_public(bytes, bytes_of(sa, len, bytes));
}

bool bw_address_sockaddr_is_guarded(const struct sockaddr *sa, size_t len)
{
	uint8_t bytes[16];
	return bw_address_is_guarded(bytes, bytes_of(sa, len, bytes));
}

/* Names that no public server has: RFC 6761, 6762, 8375, and the one that ICANN keeps for private use. Behind a proxy
 * the name is all that can be looked at. */
static const char *const closed_names[] = {"localhost", "local", "internal", "home.arpa"};

static bool is_under(struct bw_str host, struct bw_str name)
{
	if (host.len < name.len || !bw_str_eq_ascii_nocase(bw_str_from_pos(host, host.len - name.len), name))
		return false;
	return host.len == name.len || host.ptr[host.len - name.len - 1] == '.';
}

/* The address that a host is, in any spelling that resolvers take: how many bytes, 0 for a name. */
static size_t literal(struct bw_str host, uint8_t bytes[16])
{
	char name[256];
	struct in_addr v4;
	if (host.len > 1 && host.ptr[0] == '[')
		host = bw_str_sub(host, 1, host.len - 2);
	size_t zone = bw_str_find_char(host, '%', 0);
	snprintf(name, sizeof(name), "%" BW_PRISTR, BW_ARG(bw_str_sub(host, 0, zone == BW_NPOS ? host.len : zone)));
	if (inet_pton(AF_INET6, name, bytes) == 1)
		return 16;
	if (!inet_aton(name, &v4))
		return 0;
	memcpy(bytes, &v4, 4);
	return 4;
}

static struct bw_str without_dot(struct bw_str host)
{
	return host.len && host.ptr[host.len - 1] == '.' ? bw_str_sub(host, 0, host.len - 1) : host;
}

bool bw_address_host_is_private(struct bw_str host)
{
	uint8_t bytes[16];
	host = without_dot(host);
	for (size_t i = 0; i < sizeof(closed_names) / sizeof(closed_names[0]); i++)
		if (is_under(host, bw_str_from(closed_names[i])))
			return true;
	size_t n_bytes = literal(host, bytes);
	return n_bytes && !bw_address_is_public(bytes, n_bytes);
}

bool bw_address_host_is_guarded(struct bw_str host)
{
	uint8_t bytes[16];
	return bw_address_is_guarded(bytes, literal(without_dot(host), bytes));
}
