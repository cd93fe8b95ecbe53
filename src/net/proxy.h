/* The addresses of the proxies in use: of the one that the settings name, else of those that the environment does, as
 * libcurl reads it (http_proxy, https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY). */
#ifndef BW_NET_PROXY_H
#define BW_NET_PROXY_H

#include <stdbool.h>
#include <sys/socket.h>

#include "core/str.h"

enum { BW_PROXY_ADDRESSES = 16 };

struct bw_proxies {
	struct sockaddr_storage address[BW_PROXY_ADDRESSES];
	int n;
};

/* Looks their names up. setting: "" those of the environment, "none" none, else the address of one. A proxy whose name
 * cannot be found is left out: connecting to it will fail with words of its own. */
void bw_proxies_find(struct bw_proxies *p, const char *setting);
/* Host and port of "http://user:password@host:port/"; port 1080 when it has none, as in libcurl. False when there is no
 * host. */
bool bw_proxy_parse(struct bw_str text, struct bw_str *host, struct bw_str *port);
/* Whether an address and port are one of them. */
bool bw_proxies_have(const struct bw_proxies *p, const struct sockaddr *sa);
/* The same for an address as text. */
bool bw_proxies_have_text(const struct bw_proxies *p, const char *ip, int port);

#endif
