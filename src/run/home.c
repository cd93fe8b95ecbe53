#include <stdlib.h>

#include "run/engine.h"

static const char *under(struct bw_arena *a, const char *dir, const char *name)
{
	return bw_arena_printf(a, "%s/%s", dir, name).ptr;
}

/* An XDG folder of ours: $variable/bellwether, else $HOME/fallback/bellwether; NULL when neither is set. */
static const char *xdg(struct bw_arena *a, const char *variable, const char *fallback)
{
	const char *dir = getenv(variable);
	if (dir && *dir == '/') /* the standard has relative ones ignored */
		return under(a, dir, "bellwether");
	const char *home = getenv("HOME");
	return home && *home ? bw_arena_printf(a, "%s/%s/bellwether", home, fallback).ptr : NULL;
}

int bw_home_find(struct bw_arena *a, const char *dir, struct bw_home *out, struct bw_err *err)
{
	if (!dir || !*dir)
		dir = getenv("BELLWETHER_HOME");
	bool one = dir && *dir;
	const char *config = one ? dir : xdg(a, "XDG_CONFIG_HOME", ".config");
	const char *data = one ? dir : xdg(a, "XDG_DATA_HOME", ".local/share");
	if (!config || !data)
		return bw_err_set(err, BW_EUSAGE,
				  "no place for bellwether's files: give --home DIR or set BELLWETHER_HOME");
	*out = (struct bw_home){
		.config = under(a, config, "config.ini"),
		.desks = under(a, config, "desks.ini"),
		.lexicon = under(a, config, "lexicon"),
		.data = bw_arena_cstr(a, bw_str_from(data)),
		.store = under(a, data, "bellwether.db"),
	};
	return 0;
}
