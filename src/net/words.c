#include "net/words.h"

#define PRIVATE_WORDS "leads to an address that is not public; if you trust it, say --allow-private"

static const struct {
	int status;
	enum bw_code code;
	const char *words;
} statuses[] = {
	{304, BW_ENET, "the server says that nothing has changed, but was not asked that; try again later"},
	{400, BW_ENET, "the server does not understand the address; check it for a slip"},
	{401, BW_ENET, "the site asks for a password; bellwether reads only what is open"},
	{402, BW_ENET, "the site asks for payment; bellwether reads only what is open"},
	{403, BW_ENET, "the site does not let this program in; ask the publisher, or use another address"},
	{404, BW_ENOTFOUND, "what was there has moved or is gone; open the site and add its new address"},
	{406, BW_ENET, "the site has no form of it that can be read; open the site and look for its feed"},
	{407, BW_ENET, "the proxy asks for a password; set it in the environment"},
	{410, BW_ENOTFOUND, "the publisher took it away for good; remove it or add its new address"},
	{416, BW_ENET, "the server answered a question that was not put; try again later"},
	{429, BW_ENET, "the site wants fewer requests; it is asked again at a later visit"},
	{451, BW_ENET, "it is withheld for legal reasons where this program runs"},
	{500, BW_ENET, "the site has a fault of its own; it is asked again at the next visit"},
	{502, BW_ENET, "the site has a fault of its own; it is asked again at the next visit"},
	{503, BW_ENET, "the site is busy or being mended; it is asked again at the next visit"},
	{504, BW_ENET, "the site did not answer its own front in time; it is asked again at the next visit"},
};

static const struct {
	enum bw_fault fault;
	enum bw_code code;
	const char *words;
} faults[] = {
	{BW_FAULT_PRIVATE, BW_EREFUSED, PRIVATE_WORDS},
	{BW_FAULT_ADDRESS, BW_EREFUSED, "cannot be asked for; write it as http:// or https://"},
	{BW_FAULT_RESOLVE, BW_ENET,
	 "has a host that cannot be found; check the name, and the connection of this machine"},
	{BW_FAULT_CONNECT, BW_ENET, "cannot be reached; it is tried again at the next visit"},
	{BW_FAULT_TLS, BW_ENET,
	 "has a certificate that does not hold; open it in a browser and see whether the address has changed"},
	{BW_FAULT_TIMEOUT, BW_ELIMIT,
	 "took longer than net.timeout; it is tried again at the next visit, or raise the limit"},
	{BW_FAULT_LONG, BW_ELIMIT, "is longer than net.max_body; raise the limit if you want it all the same"},
	{BW_FAULT_CUT, BW_ENET, "broke off before the whole of it was here; it is tried again at the next visit"},
	{BW_FAULT_ENCODING, BW_ENET,
	 "came compressed in a way that cannot be undone; it is tried again at the next visit"},
	{BW_FAULT_EXCHANGE, BW_ENET, "could not be fetched; it is tried again at the next visit"},
};

static const char *words_of_class(int status)
{
	if (status >= 500)
		return "the site has a fault of its own; it is asked again at the next visit";
	if (status >= 400)
		return "the site refuses it; open it in a browser and check the address";
	return "that is no answer to the question; open it in a browser and check the address";
}

int bw_words_status(struct bw_str url, int status, int64_t retry_after_s, struct bw_err *err)
{
	enum bw_code code = BW_ENET;
	const char *words = words_of_class(status);
	if (status >= 200 && status < 300)
		return BW_OK;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		if (statuses[i].status != status)
			continue;
		code = statuses[i].code;
		words = statuses[i].words;
	}
	if (retry_after_s > 0)
		return bw_err_set(err, code,
				  "%" BW_PRISTR " answered %d: %s (in %lld seconds at the earliest, it says)",
				  BW_ARG(url), status, words, (long long)retry_after_s);
	return bw_err_set(err, code, "%" BW_PRISTR " answered %d: %s", BW_ARG(url), status, words);
}

int bw_words_fault(struct bw_str url, const struct bw_answer *answer, struct bw_err *err)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (faults[i].fault == answer->fault)
			return bw_err_set(err, faults[i].code, "%" BW_PRISTR " %s%s%" BW_PRISTR "%s", BW_ARG(url),
					  faults[i].words, answer->detail.len ? " (" : "", BW_ARG(answer->detail),
					  answer->detail.len ? ")" : "");
	return BW_OK;
}
