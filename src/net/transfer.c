#include "net/transfer.h"

#include <curl/curl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/mem.h"
#include "net/address.h"
#include "net/proxy.h"

enum { IDLE_HANDLES = 32, HEADERS_MAX_BYTES = 256 << 10 };

struct transfer {
	struct bw_transfers *line;
	struct transfer *next, *prev; /* of those running */
	CURL *easy;
	struct curl_slist *headers;
	struct bw_ask ask;
	struct bw_arena arena; /* of header values */
	struct bw_buf body;
	struct bw_answer answer;
	char words[CURL_ERROR_SIZE];
	bool private_refused, too_long;
};

struct bw_transfers {
	CURLM *multi;
	struct bw_transfer_settings settings;
	struct bw_proxies proxies;
	struct transfer *running;
	CURL *idle[IDLE_HANDLES];
	int n_idle;
};

static const struct {
	CURLcode code;
	enum bw_fault fault;
} faults[] = {
	{CURLE_OK, BW_FAULT_NONE},
	{CURLE_URL_MALFORMAT, BW_FAULT_ADDRESS},
	{CURLE_COULDNT_RESOLVE_HOST, BW_FAULT_RESOLVE},
	{CURLE_COULDNT_RESOLVE_PROXY, BW_FAULT_RESOLVE},
	{CURLE_COULDNT_CONNECT, BW_FAULT_CONNECT},
	{CURLE_SEND_ERROR, BW_FAULT_CONNECT},
	{CURLE_GOT_NOTHING, BW_FAULT_CONNECT},
	{CURLE_SSL_CONNECT_ERROR, BW_FAULT_TLS},
	{CURLE_PEER_FAILED_VERIFICATION, BW_FAULT_TLS},
	{CURLE_SSL_CACERT_BADFILE, BW_FAULT_TLS},
	{CURLE_OPERATION_TIMEDOUT, BW_FAULT_TIMEOUT},
	{CURLE_FILESIZE_EXCEEDED, BW_FAULT_LONG},
	{CURLE_PARTIAL_FILE, BW_FAULT_CUT},
	{CURLE_RECV_ERROR, BW_FAULT_CUT},
	{CURLE_HTTP2, BW_FAULT_CUT},
	{CURLE_HTTP2_STREAM, BW_FAULT_CUT},
	{CURLE_BAD_CONTENT_ENCODING, BW_FAULT_ENCODING},
};

static enum bw_fault fault_of(CURLcode code)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (faults[i].code == code)
			return faults[i].fault;
	return BW_FAULT_EXCHANGE;
}

/* Called with the address that libcurl is about to connect to, whatever name it came from: so a name that changes its
 * address between two look-ups cannot get past. */
static curl_socket_t on_open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = ctx;
	(void)purpose;
	bool fine = t->ask.allow_private || bw_address_sockaddr_is_public(&address->addr, address->addrlen) ||
		    bw_proxies_have(&t->line->proxies, &address->addr);
	if (!fine) {
		t->private_refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* A connection that another transfer opened is used again without a new socket: it may be one that this transfer must
 * not use. */
static int on_before_request(void *ctx, char *remote_ip, char *local_ip, int remote_port, int local_port)
{
	struct transfer *t = ctx;
	(void)local_ip, (void)local_port;
	bool fine = t->ask.allow_private || !bw_address_host_is_private(bw_str_from(remote_ip)) ||
		    bw_proxies_have_text(&t->line->proxies, remote_ip, remote_port);
	t->private_refused = !fine;
	return fine ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	size_t len = size * n, room = t->ask.max_body - t->body.len;
	t->too_long = len > room;
	bw_buf_put(&t->body, bytes, t->too_long ? room : len);
	return t->too_long ? 0 : len;
}

static size_t on_header(char *bytes, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	struct bw_str line = {bytes, size * n};
	struct bw_answer *answer = &t->answer;
	const struct {
		struct bw_str name;
		struct bw_str *value;
	} rows[] = {
		{BW_STR("location"), &answer->location},
		{BW_STR("content-type"), &answer->content_type},
		{BW_STR("etag"), &answer->etag},
		{BW_STR("last-modified"), &answer->last_modified},
		{BW_STR("retry-after"), &answer->retry_after},
		{BW_STR("date"), &answer->date},
	};
	if (bw_str_starts_ascii_nocase(line, BW_STR("HTTP/")))
		t->answer = (struct bw_answer){0};
	size_t colon = bw_str_find_char(line, ':', 0);
	if (colon == BW_NPOS || t->arena.used_bytes > HEADERS_MAX_BYTES)
		return line.len;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (bw_str_eq_ascii_nocase(bw_str_trim(bw_str_sub(line, 0, colon)), rows[i].name))
			*rows[i].value = bw_arena_str(&t->arena, bw_str_trim(bw_str_from_pos(line, colon + 1)));
	return line.len;
}

static void add_header(struct transfer *t, const char *name, struct bw_str value)
{
	if (!value.len || bw_str_find_char(value, '\n', 0) != BW_NPOS || bw_str_find_char(value, '\r', 0) != BW_NPOS)
		return;
	struct bw_str line = bw_arena_printf(&t->arena, "%s: %" BW_PRISTR, name, BW_ARG(value));
	struct curl_slist *longer = curl_slist_append(t->headers, line.ptr);
	t->headers = longer ? longer : t->headers;
}

static void set_up(struct transfer *t)
{
	CURL *e = t->easy;
	const struct bw_transfer_settings *s = &t->line->settings;
	add_header(t, "If-None-Match", t->ask.etag);
	add_header(t, "If-Modified-Since", t->ask.last_modified);
	curl_easy_setopt(e, CURLOPT_URL, t->ask.url);
	curl_easy_setopt(e, CURLOPT_PRIVATE, t);
	curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(e, CURLOPT_USERAGENT, s->agent);
	curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, s->timeout_ms);
	curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, s->connect_timeout_ms);
	curl_easy_setopt(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->words);
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, on_before_request);
	curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
	if (!t->ask.cut_at_max)
		curl_easy_setopt(e, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)t->ask.max_body);
}

int bw_transfers_open(const struct bw_transfer_settings *settings, struct bw_transfers **out, struct bw_err *err)
{
	*out = NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		return bw_err_set(err, BW_EIO, "libcurl cannot be set up");
	CURLM *multi = curl_multi_init();
	if (!multi) {
		curl_global_cleanup();
		return bw_err_set(err, BW_EIO, "libcurl cannot be set up");
	}
	struct bw_transfers *t = bw_mem_alloc(sizeof(*t));
	t->multi = multi;
	t->settings = *settings;
	bw_proxies_find(&t->proxies);
	curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)settings->jobs);
	curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)settings->jobs);
	*out = t;
	return BW_OK;
}

int bw_transfers_start(struct bw_transfers *line, const struct bw_ask *ask, struct bw_err *err)
{
	CURL *easy = line->n_idle ? line->idle[--line->n_idle] : curl_easy_init();
	if (!easy)
		return bw_err_set(err, BW_EIO, "libcurl has no memory for another transfer");
	struct transfer *t = bw_mem_alloc(sizeof(*t));
	t->line = line;
	t->easy = easy;
	t->ask = *ask;
	bw_arena_init(&t->arena);
	bw_buf_init(&t->body, ask->max_body);
	set_up(t);
	t->next = line->running;
	if (t->next)
		t->next->prev = t;
	line->running = t;
	curl_multi_add_handle(line->multi, easy);
	return BW_OK;
}

static void discard(struct transfer *t)
{
	struct bw_transfers *line = t->line;
	curl_multi_remove_handle(line->multi, t->easy);
	curl_easy_reset(t->easy);
	curl_slist_free_all(t->headers);
	if (line->n_idle < IDLE_HANDLES)
		line->idle[line->n_idle++] = t->easy;
	else
		curl_easy_cleanup(t->easy);
	if (t->prev)
		t->prev->next = t->next;
	else
		line->running = t->next;
	if (t->next)
		t->next->prev = t->prev;
	bw_arena_release(&t->arena);
	bw_buf_release(&t->body);
	bw_mem_free(t);
}

void bw_transfers_close(struct bw_transfers *t)
{
	if (!t)
		return;
	while (t->running)
		discard(t->running);
	for (int i = 0; i < t->n_idle; i++)
		curl_easy_cleanup(t->idle[i]);
	curl_multi_cleanup(t->multi);
	curl_global_cleanup();
	bw_mem_free(t);
}

void bw_transfers_wait(struct bw_transfers *t, int timeout_ms)
{
	int running = 0, ready = 0;
	curl_multi_perform(t->multi, &running);
	curl_multi_poll(t->multi, NULL, 0, running || !t->running ? timeout_ms : 0, &ready);
	curl_multi_perform(t->multi, &running);
}

static void take_answer(struct transfer *t, CURLcode code, struct bw_arena *a, struct bw_answer *out)
{
	long status = 0;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	bool enough = t->too_long && t->ask.cut_at_max;
	enum bw_fault fault = fault_of(code);
	if (fault != BW_FAULT_NONE && t->private_refused)
		fault = BW_FAULT_PRIVATE;
	else if (t->too_long)
		fault = BW_FAULT_LONG;
	*out = (struct bw_answer){
		.fault = enough ? BW_FAULT_NONE : fault,
		.detail = bw_arena_str(a, bw_str_from(t->words[0] ? t->words : curl_easy_strerror(code))),
		.status = (int)status,
		.location = bw_arena_str(a, t->answer.location),
		.content_type = bw_arena_str(a, t->answer.content_type),
		.etag = bw_arena_str(a, t->answer.etag),
		.last_modified = bw_arena_str(a, t->answer.last_modified),
		.retry_after = bw_arena_str(a, t->answer.retry_after),
		.date = bw_arena_str(a, t->answer.date),
		.body = bw_buf_copy(&t->body, a),
	};
}

void *bw_transfers_next(struct bw_transfers *line, struct bw_arena *a, struct bw_answer *answer)
{
	int left = 0;
	CURLMsg *message;
	while ((message = curl_multi_info_read(line->multi, &left))) {
		if (message->msg != CURLMSG_DONE)
			continue;
		struct transfer *t = NULL;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
		void *owner = t->ask.owner;
		take_answer(t, message->data.result, a, answer);
		discard(t);
		return owner;
	}
	return NULL;
}
