#include "net/words.h"

#include <stdio.h>

#include "core/time.h"

static const struct {
	int status;
	enum bw_code code;
	const char *words;
} statuses[] = {
	{202, BW_ENET, "the site has taken the question and not answered it; it is asked again at the next visit"},
	{204, BW_ENET, "the site says that there is nothing there; open it in a browser and check the address"},
	{205, BW_ENET, "the site says that there is nothing there; open it in a browser and check the address"},
	{206, BW_ENET, "the server sent a part and was asked for the whole; it is asked again at the next visit"},
	{226, BW_ENET, "the server sent a part and was asked for the whole; it is asked again at the next visit"},
	{304, BW_ENET, "the server says that nothing has changed, but was not asked that; try again later"},
	{400, BW_ENET, "the server does not understand the address; check it for a slip"},
	{401, BW_ENET, "the site asks for a password; if you have one, put it into secrets.ini"},
	{402, BW_ENET, "the site asks for payment; if you have paid, put what it gave you into secrets.ini"},
	{403, BW_ENET, "the site does not let this program in; ask the publisher, or use another address"},
	{404, BW_ENOTFOUND, "what was there has moved or is gone; open the site and add its new address"},
	{406, BW_ENET, "the site has no form of it that can be read; open the site and look for its feed"},
	{407, BW_ENET, "the proxy asks for a password; write it into net.proxy or the environment"},
	{408, BW_ENET, "the site grew tired of waiting; it is asked again at the next visit"},
	{410, BW_ENOTFOUND, "the publisher took it away for good; remove it or add its new address"},
	{416, BW_ENET, "the server answered a question that was not put; try again later"},
	{421, BW_ENET, "the server does not answer for this host; check the address for a slip"},
	{429, BW_ENET, "the site wants fewer requests; it is asked again at a later visit, or raise net.pause"},
	{431, BW_ENET, "the site finds the question too long; if secrets.ini has headers for it, make them shorter"},
	{451, BW_ENET, "it is withheld for legal reasons where this program runs; remove it, or use another address"},
	{500, BW_ENET, "the site has a fault of its own; it is asked again at the next visit"},
	{502, BW_ENET, "the site has a fault of its own; it is asked again at the next visit"},
	{503, BW_ENET, "the site is busy or being mended; it is asked again at the next visit"},
	{504, BW_ENET, "the site did not answer its own front in time; it is asked again at the next visit"},
};

static const struct {
	enum bw_code code;
	const char *name, *words;
} faults[BW_FAULTS] = {
	[BW_FAULT_NONE] = {BW_OK, "ok", ""},
	[BW_FAULT_PRIVATE] = {BW_EREFUSED, "private",
			      "leads to an address that is not public; if you trust it, say --allow-private"},
	[BW_FAULT_ADDRESS] = {BW_EREFUSED, "address", "cannot be asked for; write it as http:// or https://"},
	[BW_FAULT_RESOLVE] = {BW_ENET, "dns",
			      "has a host that cannot be found; check the name, and the connection of this machine"},
	[BW_FAULT_CONNECT] = {BW_ENET, "unreachable",
			      "cannot be reached; it is tried again at the next visit; if it stays so, open it in a "
			      "browser and see whether the site is still there"},
	[BW_FAULT_TLS] = {BW_ENET, "tls",
			  "cannot be talked to in secret; open it in a browser and see whether the address has "
			  "changed"},
	[BW_FAULT_TLS_EXPIRED] = {BW_ENET, "tls-expired",
				  "has a certificate that is past its time; tell the publisher, and check the clock of "
				  "this machine; it is tried again at the next visit"},
	[BW_FAULT_TLS_EARLY] = {BW_ENET, "tls-early",
				"has a certificate that does not hold yet; check the clock of this machine"},
	[BW_FAULT_TLS_NAME] = {BW_ENET, "tls-name",
			       "has a certificate for another host; open it in a browser and add the address where it "
			       "really is"},
	[BW_FAULT_TLS_UNTRUSTED] = {BW_ENET, "tls-untrusted",
				    "has a certificate that nobody vouches for whom this machine trusts; tell the "
				    "publisher, or name your own authority in net.ca_file"},
	[BW_FAULT_TIMEOUT] = {BW_ELIMIT, "timeout",
			      "took longer than net.timeout; it is tried again at the next visit, or raise the limit"},
	[BW_FAULT_SLOW] = {BW_ELIMIT, "too-slow",
			   "sends so slowly (net.slow_rate, net.slow_time) that it was given up; it is tried again at "
			   "the next visit, or lower the limit"},
	[BW_FAULT_LONG] = {BW_ELIMIT, "too-large",
			   "is longer than net.max_body; raise the limit if you want it all the same"},
	[BW_FAULT_HEADERS] = {BW_ELIMIT, "headers",
			      "sends headers without end; it is tried again at the next visit; if it stays so, remove "
			      "it"},
	[BW_FAULT_CUT] = {BW_ENET, "cut",
			  "broke off before the whole of it was here; it is tried again at the next visit"},
	[BW_FAULT_ENCODING] = {BW_ENET, "encoding",
			       "came compressed, and damaged or not whole; it is tried again at the next visit; if it "
			       "stays so, tell the publisher"},
	[BW_FAULT_EXCHANGE] = {BW_ENET, "exchange",
			       "could not be fetched; it is tried again at the next visit; if it stays so, open it in "
			       "a browser and check the address"},
};

static const char *words_of_class(int status)
{
	if (status >= 500)
		return "the site has a fault of its own; it is asked again at the next visit";
	if (status >= 400)
		return "the site refuses it; open it in a browser and check the address";
	return "that is no answer to the question; open it in a browser and check the address";
}

struct bw_span bw_words_span(int64_t seconds)
{
	/* A unit is left when two of the next are full, so that no number is long and none says too little. */
	static const struct {
		int64_t below, unit;
		const char *name;
	} rows[] = {
		{120, 1, "second"},
		{2 * 3600, 60, "minute"},
		{2 * BW_DAY, 3600, "hour"},
		{365 * BW_DAY, BW_DAY, "day"},
	};
	struct bw_span span = {"a year or more"};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t n = (seconds + rows[i].unit - 1) / rows[i].unit;
		if (seconds >= rows[i].below)
			continue;
		snprintf(span.text, sizeof(span.text), "%lld %s%s", (long long)n, rows[i].name, n == 1 ? "" : "s");
		return span;
	}
	return span;
}

int bw_words_status(struct bw_str url, int status, int64_t retry_after_s, struct bw_err *err)
{
	enum bw_code code = BW_ENET;
	const char *words = words_of_class(status);
	if (status == 200 || status == 201 || status == 203)
		return BW_OK;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		if (statuses[i].status != status)
			continue;
		code = statuses[i].code;
		words = statuses[i].words;
	}
	if (retry_after_s > 0)
		return bw_err_set(err, code, "%" BW_PRISTR " answered %d: %s (in %s at the earliest, it says)",
				  BW_ARG(url), status, words, bw_words_span(retry_after_s).text);
	return bw_err_set(err, code, "%" BW_PRISTR " answered %d: %s", BW_ARG(url), status, words);
}

int bw_words_fault(struct bw_str url, enum bw_fault fault, struct bw_str detail, struct bw_err *err)
{
	detail = bw_str_sub(detail, 0, 300);
	return bw_err_set(err, faults[fault].code, "%" BW_PRISTR " %s%s%" BW_PRISTR "%s", BW_ARG(url),
			  faults[fault].words, detail.len ? " (" : "", BW_ARG(detail), detail.len ? ")" : "");
}

const char *bw_words_fault_name(enum bw_fault fault)
{
	return faults[fault].name;
}
