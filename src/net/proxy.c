#include "net/proxy.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const variables[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

bool bw_proxy_parse(struct bw_str text, struct bw_str *host, struct bw_str *port)
{
	struct bw_str s = bw_str_trim(text);
	size_t scheme = bw_str_find(s, BW_STR("://"), 0);
	s = scheme == BW_NPOS ? s : bw_str_from_pos(s, scheme + 3);
	size_t slash = bw_str_find_char(s, '/', 0);
	s = bw_str_sub(s, 0, slash == BW_NPOS ? s.len : slash);
	size_t at = bw_str_rfind_char(s, '@');
	s = at == BW_NPOS ? s : bw_str_from_pos(s, at + 1);
	size_t bracket = s.len && s.ptr[0] == '[' ? bw_str_find_char(s, ']', 0) : 0;
	if (bracket == BW_NPOS)
		return false;
	size_t colon = bw_str_find_char(s, ':', bracket);
	*host = bracket ? bw_str_sub(s, 1, bracket - 1) : bw_str_sub(s, 0, colon == BW_NPOS ? s.len : colon);
	*port = colon == BW_NPOS || colon + 1 >= s.len ? BW_STR("1080") : bw_str_from_pos(s, colon + 1);
	return host->len > 0;
}

static void look_up(struct bw_proxies *p, const char *value)
{
	char name[256], service[16];
	struct bw_str host, port;
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
	if (!bw_proxy_parse(bw_str_from(value), &host, &port))
		return;
	snprintf(name, sizeof(name), "%" BW_PRISTR, BW_ARG(host));
	snprintf(service, sizeof(service), "%" BW_PRISTR, BW_ARG(port));
	if (getaddrinfo(name, service, &hints, &found))
		return;
	for (const struct addrinfo *i = found; i && p->n < BW_PROXY_ADDRESSES; i = i->ai_next)
		if (i->ai_addrlen <= sizeof(p->address[0]))
			memcpy(&p->address[p->n++], i->ai_addr, i->ai_addrlen);
	freeaddrinfo(found);
}

void bw_proxies_find(struct bw_proxies *p, const char *setting)
{
	*p = (struct bw_proxies){.n = 0};
	if (*setting) {
		if (strcmp(setting, "none"))
			look_up(p, setting);
		return;
	}
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *value = getenv(variables[i]);
		if (value && *value)
			look_up(p, value);
	}
}

static bool same(const struct sockaddr_storage *x, const struct sockaddr *y)
{
	if (x->ss_family != y->sa_family)
		return false;
	if (y->sa_family == AF_INET) {
		const struct sockaddr_in *a = (const struct sockaddr_in *)x, *b = (const struct sockaddr_in *)y;
		return a->sin_port == b->sin_port && a->sin_addr.s_addr == b->sin_addr.s_addr;
	}
	const struct sockaddr_in6 *a = (const struct sockaddr_in6 *)x, *b = (const struct sockaddr_in6 *)y;
	return y->sa_family == AF_INET6 && a->sin6_port == b->sin6_port && !memcmp(&a->sin6_addr, &b->sin6_addr, 16);
}

bool bw_proxies_have(const struct bw_proxies *p, const struct sockaddr *sa)
{
	for (int i = 0; i < p->n; i++)
		if (same(&p->address[i], sa))
			return true;
	return false;
}

bool bw_proxies_have_text(const struct bw_proxies *p, const char *ip, int port)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
	if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1)
		return bw_proxies_have(p, (const struct sockaddr *)&v4);
	return inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1 && bw_proxies_have(p, (const struct sockaddr *)&v6);
}
