#include "annotate/notes.h"

static const struct {
	const char *name, *words;
} statuses[BW_N_STATUS] = {
	[BW_STATUS_NONE] = {"", ""},
	[BW_STATUS_PROPOSED] = {"proposed", "proposed; not law"},
	[BW_STATUS_COMMITTEE] = {"committee", "committee stage; not law"},
	[BW_STATUS_PASSED_CHAMBER] = {"passed-chamber", "passed one chamber; not law"},
	[BW_STATUS_ENACTED] = {"enacted", "enacted; not said to be in force"},
	[BW_STATUS_IN_FORCE] = {"in-force", "in force"},
	[BW_STATUS_BLOCKED] = {"blocked", "blocked"},
	[BW_STATUS_WITHDRAWN] = {"withdrawn", "withdrawn"},
	[BW_STATUS_ALLEGED] = {"alleged", "alleged; not confirmed"},
	[BW_STATUS_DENIED] = {"denied", "denied by the party concerned"},
	[BW_STATUS_COMPANY_CLAIM] = {"company-claim", "the company's own claim"},
	[BW_STATUS_CONFIRMED] = {"confirmed", "confirmed"},
	[BW_STATUS_PRE_PRINT] = {"pre-print", "pre-print; not peer-reviewed"},
	[BW_STATUS_PEER_REVIEWED] = {"peer-reviewed", "peer-reviewed"},
	[BW_STATUS_FORECAST] = {"forecast", "forecast"},
};

static const char *const kinds[BW_N_KIND] = {"news",      "analysis", "opinion", "press-release",
					     "live-blog", "round-up", "listing", "filler"};
static const char *const modes[] = {"own", "direct", "reported"};
static const char *const actors[] = {"org", "person", "country", "product", "law", "place", "unknown"};
static const char *const frames[BW_N_FRAME] = {"none",       "causal", "trend",      "comparison", "policy",
					       "capability", "deal",   "structural", "prediction", "prescription"};
static const char *const acts[] = {"assertion", "allegation", "denial", "forecast", "demand", "judgement"};
static const char *const units[] = {"count", "percent", "money", "date", "measure"};
static const char *const bounds[] = {"", "about", "at most", "at least", "range"};

const char *bw_status_name(enum bw_status s)
{
	return statuses[s].name;
}

const char *bw_status_words(enum bw_status s)
{
	return statuses[s].words;
}

enum bw_status bw_status_from_name(struct bw_str name)
{
	for (int i = 1; i < BW_N_STATUS; i++)
		if (bw_str_eq(name, bw_str_from(statuses[i].name)))
			return (enum bw_status)i;
	return BW_STATUS_NONE;
}

const char *bw_mode_name(enum bw_mode m)
{
	return modes[m];
}

const char *bw_kind_name(enum bw_kind k)
{
	return kinds[k];
}

const char *bw_actor_kind_name(enum bw_actor_kind k)
{
	return actors[k];
}

const char *bw_frame_name(enum bw_frame f)
{
	return frames[f];
}

const char *bw_act_name(enum bw_act a)
{
	return acts[a];
}

const char *bw_figure_unit_name(enum bw_figure_unit u)
{
	return units[u];
}

const char *bw_bound_name(enum bw_bound b)
{
	return bounds[b];
}
