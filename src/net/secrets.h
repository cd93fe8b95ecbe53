/*
 * Headers, cookies and passwords that belong to one address: the file secrets.ini beside the settings. Nobody but its
 * owner may be able to read it. A section is a host ("feeds.example.org", which means https there) or the beginning of
 * an address ("https://host/path", "http://host:8080/"); of several that fit the longest counts. Its lines:
 *
 *	user = NAME             sent with password as HTTP Basic
 *	password = WORD
 *	cookie = NAME=VALUE; NAME=VALUE
 *	Any-Header = VALUE      such as Authorization = Bearer WORD
 *
 * A value, or its last word, may be env:NAME (a variable of the environment) or file:PATH (the first line of a file).
 * A secret goes to the scheme, host and port of its section and nowhere else. Words for people are searched for every
 * value of at least 4 bytes. What a server sends is searched only for the secrets of that server, and only for values
 * that no page has by chance: passwords, values and last words of Authorization and of headers with a name such as
 * X-Api-Key or X-Token, and all that comes from env: or file:, of at least 12 bytes; values of cookies of at least 16.
 * So "Cookie = region=Gdynia" changes no article.
 */
#ifndef BW_NET_SECRETS_H
#define BW_NET_SECRETS_H

#include "core/arena.h"
#include "core/err.h"

struct bw_secret {
	struct bw_str origin; /* scheme://host[:port] */
	struct bw_str path;   /* beginning of the path, "/" at least */
	struct bw_str *headers;
	size_t n_headers;
};

struct bw_secrets; /* in the arena */

/* No file, no secrets: *out is NULL then. BW_EREFUSED when others may read it or a file that it names, BW_EINPUT with
 * file and line when a line makes no sense or a variable is not set. No message holds a value. */
int bw_secrets_read(struct bw_arena *a, const char *path, struct bw_secrets **out, struct bw_err *err);
/* What is sent to this address, NULL for nothing. s may be NULL. scratch holds what is needed for the question. */
const struct bw_secret *bw_secrets_for(struct bw_arena *scratch, const struct bw_secrets *s, struct bw_str url);
/* Whether the text holds a secret of this origin that is none by chance, as it is or percent-encoded; from 8 bytes, as
 * it is asked of addresses that are not gone to then. */
bool bw_secrets_in(const struct bw_secrets *s, struct bw_str origin, struct bw_str text);
/* For words that people read: the text itself, or a copy in which "*" stands for each byte of any value. */
struct bw_str bw_secrets_hidden(struct bw_arena *a, const struct bw_secrets *s, struct bw_str text);
/* For what a server of this origin sent: the text itself, or a copy in which "*" stands for each byte of a secret that
 * it was given. */
struct bw_str bw_secrets_removed(struct bw_arena *a, const struct bw_secrets *s, struct bw_str origin,
				 struct bw_str text);

#endif
