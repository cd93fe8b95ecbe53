#include "core/url.h"

/* Query parameters that say how a reader came to a page and never which page it is. A name that some site uses for
 * content
 * ("ref", "source", "id", "s", "p") is not here: taking one off would make two articles one. Own compilation, from the
 * manuals of the advertising and mailing systems that add them. */
static const struct {
	const char *name;
	bool prefix;
} tracking[] = {
	{"utm_", true},
	{"mtm_", true},
	{"pk_campaign", true},
	{"pk_kwd", true},
	{"pk_source", true},
	{"pk_medium", true},
	{"pk_content", true},
	{"matomo_", true},
	{"hsa_", true},
	{"vero_", true},
	{"oly_", true},
	{"at_medium", false},
	{"at_campaign", true},
	{"at_custom", true},
	{"at_link_", true},
	{"at_format", false},
	{"at_ptr_", true},
	{"at_bbc_", true},
	{"itm_", true},
	{"guce_", true},
	{"guccounter", false},
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
	{"li_fat_id", false},
	{"epik", false},
	{"igshid", false},
	{"igsh", false},
	{"rdt_cid", false},
	{"scid", false},
	{"irclickid", false},
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
	{"_openstat", false},
	{"wickedid", false},
	{"rb_clickid", false},
	{"s_kwcid", false},
	{"ef_id", false},
	{"_ga", false},
	{"_gl", false},
	{"wt_mc", false},
	{"wt_zmc", false},
	{"xtor", false},
	{"ocid", false},
	{"ncid", false},
	{"cmpid", false},
	{"smid", false},
	{"smtyp", false},
	{"ref_src", false},
	{"ref_url", false},
	{"__twitter_impression", false},
	{"sr_share", false},
	{"soc_src", false},
	{"soc_trk", false},
	{"taid", false},
	{"_branch_match_id", false},
	{"_bta_tid", false},
	{"_bta_c", false},
	{"trk_contact", false},
	{"trk_msg", false},
	{"trk_module", false},
	{"trk_sid", false},
	{"dm_i", false},
	{"mbid", false},
	{"cndid", false},
	{"esrc", false},
	{"__s", false},
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

static bool is_tracking(struct bw_str parameter)
{
	struct bw_str name = bw_str_sub(parameter, 0, bw_str_find_char(parameter, '=', 0));
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

int bw_url_canonical(struct bw_arena *a, struct bw_str text, struct bw_str *out, struct bw_err *err)
{
	struct bw_url u;
	*out = BW_STR_NONE;
	int rc = bw_url_parse(a, text, &u, err);
	if (rc)
		return rc;
	while (u.host.len > 1 && u.host.ptr[u.host.len - 1] == '.')
		u.host.len--;
	u.path = normal_escapes(a, u.path);
	u.query = without_tracking(a, normal_escapes(a, u.query));
	u.has_query = u.query.len > 0;
	u.fragment = BW_STR_NONE;
	*out = bw_url_text(a, &u);
	return BW_OK;
}
