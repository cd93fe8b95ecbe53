/* The settings, one row each: what the parser accepts, what the check allows, what help and the manual print. */
#include "core/config.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, KB = 1024, MB = 1 << 20 };
#define GB 1073741824.0

const struct bw_option bw_options[] = {
	{"net.timeout", BW_OPT_DURATION, "30s", 1, HOUR, "longest time that one request may take in all"},
	{"net.connect_timeout", BW_OPT_DURATION, "10s", 1, 10 * MINUTE,
	 "longest wait for a server to take the connection"},
	{"net.max_body", BW_OPT_SIZE, "8M", KB, GB, "longest answer that is read from a server"},
	{"net.jobs", BW_OPT_INT, "16", 1, 256, "requests that run at the same time"},
	{"net.per_host", BW_OPT_INT, "2", 1, 32, "requests that run at the same time to one host"},
	{"net.agent", BW_OPT_STR, "bellwether/" BW_VERSION, 0, 0, "how the program names itself to servers"},
	{"net.mirror", BW_OPT_STR, "", 0, 0,
	 "folder that answers in place of the network, as HOST/PATH; empty: the network"},
	{"net.retries", BW_OPT_INT, "2", 0, 10, "further tries after a fault that may pass"},
	{"read.max_articles_per_source", BW_OPT_INT, "200", 1, 100000,
	 "items of one feed that are looked at per visit"},
	{"read.max_article", BW_OPT_SIZE, "2M", KB, GB, "longest text of one article that is kept"},
	{"read.cage", BW_OPT_BOOL, "yes", 0, 0,
	 "no: what comes from outside is parsed although the kernel cannot confine the process that does it"},
	{"read.parse_memory", BW_OPT_SIZE, "512M", 64.0 * MB, 64 * GB,
	 "memory that the parsing of one document may take; one that needs more is set aside"},
	{"read.parse_time", BW_OPT_DURATION, "20s", 1, HOUR,
	 "time that the parsing of one document may take; one that needs more is set aside"},
	{"read.revisit", BW_OPT_DURATION, "3d", 0, 365.0 * DAY,
	 "how long a page is looked at again for changes, less often as it ages; 0s: never"},
	{"story.window", BW_OPT_DURATION, "30d", HOUR, 3650.0 * DAY,
	 "how long a development stays open for more articles"},
	{"story.copy_window", BW_OPT_DURATION, "10d", HOUR, 3650.0 * DAY,
	 "how far apart two copies of one text may be"},
	{"story.join", BW_OPT_REAL, "0.17", 0, 1, "similarity that an article needs to join a development"},
	{"signal.window", BW_OPT_DURATION, "45d", DAY, 3650.0 * DAY,
	 "how far back a signal looks for what bears it out"},
	{"brief.words", BW_OPT_INT, "900", 200, 5000, "longest brief, in words"},
	{"brief.developments", BW_OPT_INT, "6", 1, 50, "most developments in one brief"},
	{"brief.signals", BW_OPT_INT, "3", 0, 50, "most signals in one brief"},
	{"gate.floor", BW_OPT_REAL, "1.0", 0, 100, "score that a day must reach to be worth a brief"},
	{"log.level", BW_OPT_STR, "warn", 0, 0, "least weight of a message that is written", "error warn info debug"},
	{0},
};
