#include "net/transfer.h"

#include <curl/curl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/mem.h"
#include "net/address.h"
#include "net/encoding.h"
#include "net/proxy.h"

enum {
	IDLE_HANDLES = 32,
	HEADERS_MAX_BYTES = 256 << 10, /* of one exchange, interim answers included */
	VALUE_MAX_BYTES = 8 << 10,
	HELD_MAX_BYTES = 12 << 20, /* of bodies that are under way: beyond it only the eldest goes on */
};

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
	size_t header_bytes;
	enum bw_fault broken; /* why a callback stopped it */
	bool begun, paused;
};

struct bw_transfers {
	CURLM *multi;
	struct bw_transfer_settings settings;
	struct bw_proxies proxies;
	struct curl_slist *resolve;
	struct transfer *running, *eldest; /* the newest first */
	size_t held_bytes;
	int n_silent;
	bool any_paused;
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
	{CURLE_PROXY, BW_FAULT_CONNECT},
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

/* What X509_verify_cert of OpenSSL says: the numbers are part of its interface (x509_vfy.h). libcurl compares the host
 * by itself, before it asks for the verdict, which then is 1 (not known). */
static const struct {
	long verdict;
	enum bw_fault fault;
} verdicts[] = {
	{1, BW_FAULT_TLS_NAME},       {9, BW_FAULT_TLS_EARLY},      {10, BW_FAULT_TLS_EXPIRED},
	{18, BW_FAULT_TLS_UNTRUSTED}, {19, BW_FAULT_TLS_UNTRUSTED}, {20, BW_FAULT_TLS_UNTRUSTED},
	{21, BW_FAULT_TLS_UNTRUSTED}, {62, BW_FAULT_TLS_NAME},
};

static enum bw_fault tls_fault(CURL *easy)
{
	long verdict = -1;
	curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
	for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++)
		if (verdicts[i].verdict == verdict)
			return verdicts[i].fault;
	return BW_FAULT_TLS;
}

/* One code of libcurl for three things: nobody took the connection, the time is over, the bytes came too slowly. */
static enum bw_fault time_fault(const struct transfer *t)
{
	curl_off_t sent_us = 0, total_us = 0;
	curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent_us);
	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &total_us);
	if (sent_us == 0)
		return BW_FAULT_CONNECT;
	return total_us / 1000 + 1 >= t->ask.timeout_ms ? BW_FAULT_TIMEOUT : BW_FAULT_SLOW;
}

static void has_begun(struct transfer *t)
{
	if (!t->begun)
		t->line->n_silent--;
	t->begun = true;
}

/* A name that private addresses are allowed for may still not lead to guarded ones. */
static bool may_reach(const struct transfer *t, bool is_private, bool is_guarded)
{
	return !is_private || (t->ask.allow_private && (!is_guarded || t->ask.allow_guarded));
}

/* Called with the address that libcurl is about to connect to, whatever name it came from: so a name that changes its
 * address between two look-ups cannot get past. */
static curl_socket_t on_open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = ctx;
	(void)purpose;
	bool is_private = !bw_address_sockaddr_is_public(&address->addr, address->addrlen);
	bool fine = may_reach(t, is_private, bw_address_sockaddr_is_guarded(&address->addr, address->addrlen)) ||
		    bw_proxies_have(&t->line->proxies, &address->addr);
	if (!fine) {
		t->broken = BW_FAULT_PRIVATE;
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
	struct bw_str ip = bw_str_from(remote_ip);
	bool fine = may_reach(t, bw_address_host_is_private(ip), bw_address_host_is_guarded(ip)) ||
		    bw_proxies_have_text(&t->line->proxies, remote_ip, remote_port);
	t->broken = fine ? BW_FAULT_NONE : BW_FAULT_PRIVATE;
	return fine ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* Memory is bounded although every body may be long: past the bound all wait but the eldest. */
static bool has_to_wait(const struct transfer *t, size_t len)
{
	const struct bw_transfers *line = t->line;
	return t != line->eldest && line->held_bytes + len > HELD_MAX_BYTES;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	size_t len = size * n, room = t->ask.max_body - t->body.len;
	if (has_to_wait(t, len)) {
		t->paused = t->line->any_paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	size_t taken = len > room ? room : len;
	t->broken = len > room ? BW_FAULT_LONG : t->broken;
	t->line->held_bytes += taken;
	bw_buf_put(&t->body, bytes, taken);
	return len > room ? 0 : len;
}

static bool is_plain(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (((unsigned char)s.ptr[i] < 0x20 && s.ptr[i] != '\t') || s.ptr[i] == 0x7F)
			return false;
	return s.len <= VALUE_MAX_BYTES;
}

static void take_header(struct transfer *t, struct bw_str name, struct bw_str value)
{
	struct bw_answer *answer = &t->answer;
	const struct {
		struct bw_str name;
		struct bw_str *value;
	} rows[] = {
		{BW_STR("location"), &answer->location},
		{BW_STR("content-type"), &answer->content_type},
		{BW_STR("content-encoding"), &answer->content_encoding},
		{BW_STR("etag"), &answer->etag},
		{BW_STR("last-modified"), &answer->last_modified},
		{BW_STR("retry-after"), &answer->retry_after},
		{BW_STR("date"), &answer->date},
		{BW_STR("cache-control"), &answer->cache_control},
		{BW_STR("age"), &answer->age},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (bw_str_eq_ascii_nocase(name, rows[i].name) && is_plain(value))
			*rows[i].value = bw_arena_str(&t->arena, value);
}

/* libcurl 7.88 bounds one line, not their number. */
static size_t on_header(char *bytes, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	struct bw_str line = {bytes, size * n};
	has_begun(t);
	t->header_bytes += line.len;
	if (t->header_bytes > HEADERS_MAX_BYTES) {
		t->broken = BW_FAULT_HEADERS;
		return 0;
	}
	if (bw_str_starts_ascii_nocase(line, BW_STR("HTTP/")))
		t->answer = (struct bw_answer){0};
	size_t colon = bw_str_find_char(line, ':', 0);
	if (colon != BW_NPOS)
		take_header(t, bw_str_trim(bw_str_sub(line, 0, colon)), bw_str_trim(bw_str_from_pos(line, colon + 1)));
	return line.len;
}

static void add_line(struct transfer *t, struct bw_str line)
{
	struct curl_slist *longer = curl_slist_append(t->headers, bw_arena_cstr(&t->arena, line));
	t->headers = longer ? longer : t->headers;
}

static void add_header(struct transfer *t, const char *name, struct bw_str value)
{
	if (value.len && is_plain(value))
		add_line(t, bw_arena_printf(&t->arena, "%s: %" BW_PRISTR, name, BW_ARG(value)));
}

static void set_headers(struct transfer *t)
{
	add_header(t, "If-None-Match", t->ask.etag);
	add_header(t, "If-Modified-Since", t->ask.last_modified);
	add_line(t, BW_STR("Accept-Encoding: " BW_ENCODINGS));
	for (size_t i = 0; i < t->ask.n_headers; i++)
		add_line(t, t->ask.headers[i]);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(t->easy, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE); /* none of them is for a proxy */
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, t->line->settings.agent);
}

static void set_limits(struct transfer *t)
{
	const struct bw_transfer_settings *s = &t->line->settings;
	CURL *e = t->easy;
	curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, t->ask.timeout_ms);
	curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, s->connect_timeout_ms);
	curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, s->slow_bytes_per_s);
	curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, s->slow_s);
	if (!t->ask.cut_at_max)
		curl_easy_setopt(e, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)t->ask.max_body);
}

static void set_network(struct transfer *t)
{
	const struct bw_transfer_settings *s = &t->line->settings;
	CURL *e = t->easy;
	curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, on_before_request);
	curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
	curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (*s->ca_file)
		curl_easy_setopt(e, CURLOPT_CAINFO, s->ca_file);
	if (*s->proxy)
		curl_easy_setopt(e, CURLOPT_PROXY, strcmp(s->proxy, "none") ? s->proxy : "");
	if (t->line->resolve)
		curl_easy_setopt(e, CURLOPT_RESOLVE, t->line->resolve);
}

/* The body is decoded afterwards by us: libcurl 7.88 does not notice compressed data that ends short, and would let
 * a bomb unfold before it is measured. */
static void set_up(struct transfer *t)
{
	CURL *e = t->easy;
	curl_easy_setopt(e, CURLOPT_URL, t->ask.url);
	curl_easy_setopt(e, CURLOPT_PRIVATE, t);
	curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(e, CURLOPT_HTTP09_ALLOWED, 0L);
	curl_easy_setopt(e, CURLOPT_PIPEWAIT, 1L); /* rather a stream of a connection than another connection */
	curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(e, CURLOPT_BUFFERSIZE, 16384L);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->words);
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
	set_headers(t);
	set_limits(t);
	set_network(t);
}

static int take_resolve(struct bw_transfers *t, struct bw_err *err)
{
	struct bw_str rest = bw_str_from(t->settings.resolve), row;
	struct bw_arena a;
	bw_arena_init(&a);
	int code = BW_OK;
	while (!code && bw_str_split(&rest, ' ', &row)) {
		size_t colon = bw_str_find_char(row, ':', 0);
		if (row.len && (colon == BW_NPOS || bw_str_find_char(row, ':', colon + 1) == BW_NPOS))
			code = bw_err_set(err, BW_EUSAGE,
					  "net.resolve is a list of host:port:address, and \"%" BW_PRISTR "\" is none",
					  BW_ARG(row));
		else if (row.len)
			t->resolve = curl_slist_append(t->resolve, bw_arena_cstr(&a, row));
	}
	bw_arena_release(&a);
	return code;
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
	bw_proxies_find(&t->proxies, settings->proxy);
	curl_multi_setopt(multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
	curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)settings->jobs);
	int code = take_resolve(t, err);
	if (code)
		bw_transfers_close(t);
	else
		*out = t;
	return code;
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
	else
		line->eldest = t;
	line->running = t;
	line->n_silent++;
	curl_multi_add_handle(line->multi, easy);
	return BW_OK;
}

int bw_transfers_silent(const struct bw_transfers *t)
{
	return t->n_silent;
}

static void discard(struct transfer *t)
{
	struct bw_transfers *line = t->line;
	curl_multi_remove_handle(line->multi, t->easy);
	curl_easy_reset(t->easy);
	curl_slist_free_all(t->headers);
	has_begun(t);
	line->held_bytes -= t->body.len;
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
	else
		line->eldest = t->prev;
	bw_arena_release(&t->arena);
	bw_buf_release(&t->body);
	bw_mem_free(t);
}

void bw_transfers_drop(struct bw_transfers *t)
{
	while (t->running)
		discard(t->running);
}

void bw_transfers_close(struct bw_transfers *t)
{
	if (!t)
		return;
	bw_transfers_drop(t);
	for (int i = 0; i < t->n_idle; i++)
		curl_easy_cleanup(t->idle[i]);
	curl_multi_cleanup(t->multi);
	curl_slist_free_all(t->resolve);
	curl_global_cleanup();
	bw_mem_free(t);
}

/* Those that waited may try again: whoever finds no room waits again. */
static void wake(struct bw_transfers *t)
{
	if (!t->any_paused || (t->held_bytes > HELD_MAX_BYTES / 2 && !t->eldest->paused))
		return;
	t->any_paused = false;
	for (struct transfer *i = t->running; i; i = i->next) {
		if (!i->paused)
			continue;
		i->paused = false;
		curl_easy_pause(i->easy, CURLPAUSE_CONT);
	}
}

void bw_transfers_wait(struct bw_transfers *t, int timeout_ms)
{
	int running = 0, ready = 0;
	wake(t);
	curl_multi_perform(t->multi, &running);
	curl_multi_poll(t->multi, NULL, 0, running || !t->running ? timeout_ms : 0, &ready);
	curl_multi_perform(t->multi, &running);
}

static struct bw_str without_controls(struct bw_arena *a, const char *text)
{
	char *out = (char *)bw_arena_cstr(a, bw_str_from(text));
	for (char *c = out; *c; c++)
		*c = (unsigned char)*c < 0x20 || *c == 0x7F ? '?' : *c;
	return bw_str_from(out);
}

static enum bw_fault fault_in(const struct transfer *t, CURLcode code)
{
	if (code == CURLE_OK)
		return BW_FAULT_NONE;
	if (t->broken == BW_FAULT_LONG && t->ask.cut_at_max)
		return BW_FAULT_NONE;
	if (t->broken != BW_FAULT_NONE)
		return t->broken;
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		return tls_fault(t->easy);
	return code == CURLE_OPERATION_TIMEDOUT ? time_fault(t) : fault_of(code);
}

static void take_answer(struct transfer *t, CURLcode code, struct bw_arena *a, struct bw_answer *out)
{
	long status = 0;
	curl_off_t total_us = 0;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &total_us);
	*out = t->answer;
	struct bw_str *const texts[] = {&out->location, &out->content_type,  &out->content_encoding,
					&out->etag,     &out->last_modified, &out->retry_after,
					&out->date,     &out->cache_control, &out->age};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = bw_arena_str(a, *texts[i]);
	out->fault = fault_in(t, code);
	out->detail = without_controls(a, t->words[0] ? t->words : curl_easy_strerror(code));
	out->status = (int)status;
	out->body = out->fault == BW_FAULT_NONE ? bw_buf_copy(&t->body, a) : BW_STR_NONE;
	out->took_ms = (int64_t)total_us / 1000;
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
