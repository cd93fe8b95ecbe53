/*
 * Which network addresses are public. Everything that reaches this machine, its network, its provider's metadata
 * service or nobody at all is not: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), multicast, and
 * IPv6 forms that carry such an IPv4 address.
 */
#ifndef BW_NET_ADDRESS_H
#define BW_NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "core/str.h"

/* bytes in network order, n_bytes 4 or 16; any other length is not public. */
bool bw_address_is_public(const uint8_t *bytes, size_t n_bytes);
/* Addresses that no name may lead to, even one that private addresses are allowed for: link-local ones, and those where
 * providers answer their own machines with keys (169.254.0.0/16, 100.100.100.200, 168.63.129.16, 192.0.0.192,
 * fe80::/10, fd00:ec2::254, fd20:ce::254), also inside of IPv6 forms that carry an IPv4 address. None of them is
 * public. */
bool bw_address_is_guarded(const uint8_t *bytes, size_t n_bytes);
bool bw_address_sockaddr_is_guarded(const struct sockaddr *sa, size_t len);
/* The host of a URL, when it is such an address in any spelling. */
bool bw_address_host_is_guarded(struct bw_str host);
/* False for families other than IPv4 and IPv6. */
bool bw_address_sockaddr_is_public(const struct sockaddr *sa, size_t len);
/* The host of a URL, when it says by itself that it is not public: an address that is not, in any spelling that
 * resolvers take ("127.1", "0x7f000001"), or a name under "localhost", "local", "internal" or "home.arpa". A name that
 * has to be looked up gives false. */
bool bw_address_host_is_private(struct bw_str host);

#endif
