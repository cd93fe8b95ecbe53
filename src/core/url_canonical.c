#include "core/url.h"

/* Query parameters that say how a reader came to a page and never which page it is. A name that some site uses for
 * content ("ref", "source", "id", "s", "p") is not here: taking one off would make two articles one. Own compilation,
 * from the manuals of the systems that add them. */
static const struct {
	const char *name;
	bool prefix;
} tracking[] = {
	/* campaigns: Google Analytics and those that copied it */
	{"utm_", true},
	{"mtm_", true},
	{"pk_campaign", true},
	{"pk_kwd", true},
	{"pk_source", true},
	{"pk_medium", true},
	{"pk_content", true},
	{"matomo_", true},
	{"hsa_", true},
	{"itm_", true},
	{"_openstat", false},
	{"wickedid", false},
	{"wt_mc", false},
	{"wt_zmc", false},
	{"xtor", false},
	{"ocid", false},
	{"ncid", false},
	{"cmpid", false},
	{"mbid", false},
	{"cndid", false},
	{"taid", false},
	{"esrc", false},
	/* the BBC and others with AT Internet */
	{"at_medium", false},
	{"at_campaign", true},
	{"at_custom", true},
	{"at_link_", true},
	{"at_format", false},
	{"at_ptr_", true},
	{"at_bbc_", true},
	/* clicks on advertisements and posts, one number each */
	{"fb_action_", true},
	{"fb_ref", false},
	{"fb_source", false},
	{"fbclid", false},
	{"gclid", false},
	{"gclsrc", false},
	{"dclid", false},
	{"gbraid", false},
	{"wbraid", false},
	{"gad_source", false},
	{"gad_campaignid", false},
	{"srsltid", false},
	{"msclkid", false},
	{"yclid", false},
	{"ysclid", false},
	{"twclid", false},
	{"ttclid", false},
	{"tblci", false},
	{"obclid", false},
	{"obOrigUrl", false},
	{"li_fat_id", false},
	{"epik", false},
	{"igshid", false},
	{"igsh", false},
	{"rdt_cid", false},
	{"scid", false},
	{"irclickid", false},
	{"rb_clickid", false},
	{"s_kwcid", false},
	{"ef_id", false},
	{"_branch_match_id", false},
	/* newsletters and the systems that send them */
	{"vero_", true},
	{"oly_", true},
	{"mc_cid", false},
	{"mc_eid", false},
	{"mkt_tok", false},
	{"_hsenc", false},
	{"_hsmi", false},
	{"__hssc", false},
	{"__hstc", false},
	{"__hsfp", false},
	{"hsctatracking", false},
	{"ml_subscriber", true},
	{"ck_subscriber_id", false},
	{"_bta_tid", false},
	{"_bta_c", false},
	{"trk_contact", false},
	{"trk_msg", false},
	{"trk_module", false},
	{"trk_sid", false},
	{"dm_i", false},
	{"__s", false},
	/* from where, and sessions across hosts */
	{"_ga", false},
	{"_gl", false},
	{"guce_", true},
	{"guccounter", false},
	{"smid", false},
	{"smtyp", false},
	{"ref_src", false},
	{"ref_url", false},
	{"__twitter_impression", false},
	{"sr_share", false},
	{"soc_src", false},
	{"soc_trk", false},
	/* what caches of AMP pages add */
	{"amp_js_v", false},
	{"amp_gsa", false},
	{"amp_r", false},
	{"amp_kit", false},
	{"usqp", false},
	/* a form for a comment below the same article */
	{"replytocom", false},
	/* sessions in the address */
	{"jsessionid", false},
	{"phpsessid", false},
	{"aspsessionid", true},
	{"cftoken", false},
	{"zenid", false},
	{"oscsid", false},
};

/* Names that are a session with a long number, and with a short one the story itself. */
static const char *const sessions[] = {"sid", "session", "sessionid", "session_id"};
enum { SESSION_MIN_DIGITS = 24 };

/* Caches that serve an article under an address of their own: what follows the path is the article's address without
 * its scheme, "s/" before it for https. */
static const struct {
	const char *host; /* with a point before it: any host below it too */
	const char *path;
} wrappers[] = {
	{".cdn.ampproject.org", "/c/"}, {".cdn.ampproject.org", "/v/"}, {".cdn.ampproject.org", "/wp/"},
	{".bing-amp.com", "/c/"},       {"www.google.", "/amp/"},       {"google.", "/amp/"},
};

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 3986, 2.3: these mean the same with and without an escape. */
static bool is_unreserved(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

/* RFC 3986, 6.2.2: escapes of unreserved characters undone, those that stay in capitals. A '%' that begins no escape
 * is escaped itself, or "%4%31" would turn into a new one. */
static struct bw_str normal_escapes(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len * 3 + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		int high = s.ptr[i] == '%' && s.len - i > 2 ? hex_value(s.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s.ptr[i + 2]) : -1;
		if (low < 0) {
			out[n++] = s.ptr[i];
			if (s.ptr[i] == '%') {
				out[n++] = '2';
				out[n++] = '5';
			}
			continue;
		}
		i += 2;
		if (is_unreserved(high << 4 | low)) {
			out[n++] = (char)(high << 4 | low);
			continue;
		}
		out[n++] = '%';
		out[n++] = "0123456789ABCDEF"[high];
		out[n++] = "0123456789ABCDEF"[low];
	}
	return (struct bw_str){out, n};
}

static bool is_session(struct bw_str name, struct bw_str value)
{
	size_t digits = 0;
	while (digits < value.len && hex_value(value.ptr[digits]) >= 0)
		digits++;
	for (size_t i = 0; i < sizeof(sessions) / sizeof(sessions[0]); i++)
		if (bw_str_eq_ascii_nocase(name, bw_str_from(sessions[i])))
			return digits == value.len && digits >= SESSION_MIN_DIGITS;
	return false;
}

static bool is_tracking(struct bw_str parameter)
{
	struct bw_str name = bw_str_sub(parameter, 0, bw_str_find_char(parameter, '=', 0));
	if (is_session(name, bw_str_from_pos(parameter, name.len + 1)))
		return true;
	for (size_t i = 0; i < sizeof(tracking) / sizeof(tracking[0]); i++) {
		struct bw_str row = bw_str_from(tracking[i].name);
		if (bw_str_starts_ascii_nocase(name, row) && (tracking[i].prefix || name.len == row.len))
			return true;
	}
	return false;
}

static struct bw_str without_tracking(struct bw_arena *a, struct bw_str query)
{
	char *out = bw_arena_alloc(a, query.len + 1);
	size_t n = 0;
	struct bw_str rest = query, part;
	while (bw_str_split(&rest, '&', &part)) {
		if (!part.len || is_tracking(part))
			continue;
		if (n)
			out[n++] = '&';
		memcpy(out + n, part.ptr, part.len);
		n += part.len;
	}
	return (struct bw_str){out, n};
}

/* ";jsessionid=..." at the end of the path (Java servlets), but where a dot segment would be left. */
static struct bw_str without_session(struct bw_str path)
{
	struct bw_str cut = bw_str_sub(path, 0, bw_str_find_ascii_nocase(path, BW_STR(";jsessionid="), 0));
	return bw_str_ends(cut, BW_STR("/.")) || bw_str_ends(cut, BW_STR("/..")) ? path : cut;
}

static bool is_wrapper(const struct bw_url *u, const char *row_host, const char *row_path)
{
	struct bw_str host = bw_str_from(row_host);
	bool below = host.ptr[0] == '.' ? bw_str_ends(u->host, host) || bw_str_eq(u->host, bw_str_from_pos(host, 1))
					: bw_str_starts(u->host, host) && u->host.len <= host.len + strlen("com.xx");
	return below && bw_str_starts(u->path, bw_str_from(row_path));
}

/* The address that a cache serves, parsed; false when u is none of a cache's, or what it wraps is no address. */
static bool unwrap(struct bw_arena *a, struct bw_url *u)
{
	for (size_t i = 0; i < sizeof(wrappers) / sizeof(wrappers[0]); i++) {
		if (!is_wrapper(u, wrappers[i].host, wrappers[i].path))
			continue;
		struct bw_str rest = bw_str_from_pos(u->path, strlen(wrappers[i].path));
		bool secure = bw_str_starts(rest, BW_STR("s/"));
		rest = bw_str_from_pos(rest, secure ? 2 : 0);
		size_t host_end = bw_str_find_char(rest, '/', 0);
		struct bw_url inner;
		if (bw_str_find_char(bw_str_sub(rest, 0, host_end), '.', 0) == BW_NPOS)
			return false;
		struct bw_str text = bw_arena_printf(a, "%s://%" BW_PRISTR "%s%" BW_PRISTR, secure ? "https" : "http",
						     BW_ARG(rest), u->has_query ? "?" : "", BW_ARG(u->query));
		if (bw_url_parse(a, text, &inner, NULL))
			return false;
		*u = inner;
		return true;
	}
	return false;
}

/* Behind "#!" and "#/" stands a page of its own, of sites that are one program. */
static bool names_page(struct bw_str fragment)
{
	return fragment.len > 1 && (fragment.ptr[0] == '!' || fragment.ptr[0] == '/');
}

static void normalise(struct bw_arena *a, struct bw_url *u)
{
	while (u->host.len > 1 && u->host.ptr[u->host.len - 1] == '.')
		u->host.len--;
	u->path = without_session(normal_escapes(a, u->path));
}

/* Addresses that are wrapped more often than this are nobody's and stay as they are. */
static void unwrap_all(struct bw_arena *a, struct bw_url *u)
{
	enum { DEPTH_MAX = 4 };
	struct bw_url inner = *u;
	for (int depth = 0; depth <= DEPTH_MAX; depth++) {
		if (!unwrap(a, &inner)) {
			*u = inner;
			return;
		}
		normalise(a, &inner);
	}
}

int bw_url_canonical(struct bw_arena *a, struct bw_str text, struct bw_str *out, struct bw_err *err)
{
	struct bw_url u;
	*out = BW_STR_NONE;
	int rc = bw_url_parse(a, text, &u, err);
	if (rc)
		return rc;
	normalise(a, &u);
	unwrap_all(a, &u);
	u.query = without_tracking(a, normal_escapes(a, u.query));
	u.has_query = u.query.len > 0;
	u.fragment = names_page(u.fragment) ? normal_escapes(a, u.fragment) : BW_STR_NONE;
	*out = bw_url_text(a, &u);
	return BW_OK;
}
