#include "compose/compose.h"
#include "core/file.h"

enum { DESKS_MAX = 200, NAMES_IN_MESSAGE = 600 };

struct reading {
	struct bw_arena *a;
	const struct bw_lexicon *domains;
	const char *path;
	BW_VEC(struct bw_desk) rows;
	int line; /* of the newest section */
};

static bool is_domain(const struct bw_lexicon *domains, struct bw_str name)
{
	for (size_t i = 0; i < domains->n_rows; i++)
		if (bw_str_eq_ascii_nocase(domains->rows[i].col[0], name))
			return true;
	return false;
}

/* The names once each, for the message to who mistyped one. */
static struct bw_str domain_names(struct bw_arena *a, const struct bw_lexicon *domains)
{
	struct bw_str names = BW_STR("");

	for (size_t i = 0; i < domains->n_rows && names.len < NAMES_IN_MESSAGE; i++) {
		struct bw_str name = domains->rows[i].col[0];
		if (i && bw_str_eq(name, domains->rows[i - 1].col[0]))
			continue;
		names = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(names), names.len ? ", " : "",
					BW_ARG(name));
	}
	return names;
}

static const struct bw_str *split_list(struct bw_arena *a, struct bw_str list, uint32_t *n)
{
	BW_VEC(struct bw_str) parts = {0};
	struct bw_str part;

	while (bw_str_split(&list, ',', &part)) {
		part = bw_str_trim(part);
		if (part.len)
			*BW_PUSH(a, &parts) = part;
	}
	*n = (uint32_t)parts.len;
	return parts.ptr;
}

static int check_domains(struct reading *r, const struct bw_desk *d, int line, struct bw_err *err)
{
	for (uint32_t i = 0; i < d->n_domains; i++)
		if (r->domains->n_rows && !is_domain(r->domains, d->domains[i]))
			return bw_err_set(err, BW_EINPUT,
					  "%s:%d: '%" BW_PRISTR "' is no domain; choose among: %" BW_PRISTR, r->path,
					  line, BW_ARG(d->domains[i]), BW_ARG(domain_names(r->a, r->domains)));
	return 0;
}

static bool is_id(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') && !(s.ptr[i] >= '0' && s.ptr[i] <= '9') && s.ptr[i] != '-')
			return false;
	return s.len > 0 && s.len <= 40;
}

/* What a desk must have to be of use; looked at when the next one begins or the file ends. */
static int finish_desk(struct reading *r, struct bw_err *err)
{
	struct bw_desk *d = r->rows.len ? &r->rows.ptr[r->rows.len - 1] : NULL;

	if (!d)
		return 0;
	if (!d->name.len)
		return bw_err_set(err, BW_EINPUT, "%s:%d: desk '%" BW_PRISTR "' has no name; add a line 'name = ...'",
				  r->path, r->line, BW_ARG(d->id));
	if (!d->n_domains && !d->n_terms)
		return bw_err_set(err, BW_EINPUT,
				  "%s:%d: desk '%" BW_PRISTR "' follows nothing; add 'domains = ...' or 'terms = ...'",
				  r->path, r->line, BW_ARG(d->id));
	return 0;
}

static int begin_desk(struct reading *r, struct bw_str id, int line, struct bw_err *err)
{
	int code = finish_desk(r, err);

	if (code)
		return code;
	if (!is_id(id))
		return bw_err_set(err, BW_EINPUT,
				  "%s:%d: [%" BW_PRISTR
				  "] cannot be the id of a desk; use small letters, digits and '-'",
				  r->path, line, BW_ARG(id));
	if (r->rows.len >= DESKS_MAX)
		return bw_err_set(err, BW_ELIMIT, "%s:%d: more than %d desks", r->path, line, DESKS_MAX);
	for (size_t i = 0; i < r->rows.len; i++)
		if (bw_str_eq(r->rows.ptr[i].id, id))
			return bw_err_set(err, BW_EINPUT, "%s:%d: desk '%" BW_PRISTR "' stands twice; join the two",
					  r->path, line, BW_ARG(id));
	BW_PUSH(r->a, &r->rows)->id = id;
	r->line = line;
	return 0;
}

static int read_row(void *ctx, struct bw_str section, struct bw_str key, struct bw_str value, int line,
		    struct bw_err *err)
{
	struct reading *r = ctx;
	struct bw_desk *d;
	int code = 0;

	if (!r->rows.len || !bw_str_eq(r->rows.ptr[r->rows.len - 1].id, section))
		code = begin_desk(r, section, line, err);
	if (code)
		return code;
	d = &r->rows.ptr[r->rows.len - 1];
	if (bw_str_eq(key, BW_STR("name"))) {
		d->name = value;
	} else if (bw_str_eq(key, BW_STR("domains"))) {
		d->domains = split_list(r->a, value, &d->n_domains);
		code = check_domains(r, d, line, err);
	} else if (bw_str_eq(key, BW_STR("terms"))) {
		d->terms = split_list(r->a, value, &d->n_terms);
	} else {
		code = bw_err_set(err, BW_EINPUT,
				  "%s:%d: '%" BW_PRISTR "' is not known for a desk; there are name, domains and terms",
				  r->path, line, BW_ARG(key));
	}
	return code;
}

static int read_starter(struct reading *r, const struct bw_lexicon *t, struct bw_err *err)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		struct bw_desk *d;
		int line = (int)i + 1, code = begin_desk(r, col[0], line, err);
		if (code)
			return code;
		d = &r->rows.ptr[r->rows.len - 1];
		d->name = col[1];
		d->domains = split_list(r->a, col[2], &d->n_domains);
		d->terms = split_list(r->a, col[3], &d->n_terms);
		code = check_domains(r, d, line, err);
		if (code)
			return code;
	}
	return 0;
}

int bw_desks_read(struct bw_arena *a, const struct bw_lexicons *lexicons, const char *path, struct bw_desks *out,
		  struct bw_err *err)
{
	struct reading r = {.a = a, .domains = bw_lexicon_get(lexicons, "en/domains"), .path = path};
	int code;

	if (!path)
		r.path = "lexicon en/desks";
	code = path ? bw_ini_read(a, path, read_row, &r, err)
		    : read_starter(&r, bw_lexicon_get(lexicons, "en/desks"), err);
	if (!code)
		code = finish_desk(&r, err);
	if (!code && !r.rows.len)
		code = bw_err_set(err, BW_EINPUT,
				  "%s: there is no desk in it; a desk is a section with name and domains", r.path);
	*out = (struct bw_desks){r.rows.ptr, r.rows.len};
	return code;
}

void bw_desks_write_starter(const struct bw_lexicons *lexicons, struct bw_buf *out)
{
	const struct bw_lexicon *t = bw_lexicon_get(lexicons, "en/desks");

	bw_buf_cstr(out, "; One section a desk. domains: names from the lexicon en/domains, parted by commas;\n"
			 "; terms: words and phrases that draw an article to the desk whatever its domains.\n");
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct bw_str *col = t->rows[i].col;
		bw_buf_printf(out, "\n[%" BW_PRISTR "]\nname = %" BW_PRISTR "\ndomains = %" BW_PRISTR "\n",
			      BW_ARG(col[0]), BW_ARG(col[1]), BW_ARG(col[2]));
		if (col[3].len)
			bw_buf_printf(out, "terms = %" BW_PRISTR "\n", BW_ARG(col[3]));
	}
}
