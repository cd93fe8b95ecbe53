#include "run/engine.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/file.h"
#include "run/workers.h"

static const char *if_there(const char *path)
{
	return access(path, F_OK) == 0 ? path : NULL;
}

static int open_stages(struct bw_engine *e, struct bw_err *err)
{
	int code = bw_config_load(&e->arena, if_there(e->home.config), &e->config, err);
	if (!code)
		code = bw_lexicons_load(&e->arena, if_there(e->home.lexicon), &e->lexicons, err);
	if (!code)
		code = bw_annotator_open(&e->arena, &e->lexicons, &e->annotator, err);
	if (!code)
		code = bw_propositions_open(&e->arena, &e->lexicons, &e->propositions, err);
	if (!code)
		code = bw_owners_open(&e->arena, &e->lexicons, &e->owners, err);
	if (!code)
		code = bw_desks_read(&e->arena, &e->lexicons, if_there(e->home.desks), &e->desks, err);
	return code;
}

static int open_workers(struct bw_engine *e, struct bw_err *err)
{
	struct bw_workers_options options = {
		.jobs = e->jobs,
		.memory_bytes = (uint64_t)bw_config_int(e->config, "read.parse_memory"),
		.time_ms = bw_config_int(e->config, "read.parse_time") * 1000,
		.uncaged = !bw_config_bool(e->config, "read.cage"),
	};
	return bw_workers_open(&options, &e->workers, err);
}

static int open_store(struct bw_engine *e, enum bw_engine_mode mode, struct bw_err *err)
{
	if (mode == BW_ENGINE_NO_STORE)
		return 0;
	if (mode == BW_ENGINE_EXISTING && !if_there(e->home.store))
		return bw_err_set(err, BW_ENOTFOUND,
				  "there is no store at %s yet; begin with 'bellwether init' and 'bellwether add'",
				  e->home.store);
	int code = mode == BW_ENGINE_CREATE ? bw_file_make_dirs(e->home.data, err) : 0;
	return code ? code : bw_store_open(e->home.store, &e->store, err);
}

int bw_engine_open(struct bw_engine *e, const char *home_dir, enum bw_engine_mode mode, struct bw_err *err)
{
	*e = (struct bw_engine){.jobs = 1};
	bw_arena_init(&e->arena);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (cores > 1)
		e->jobs = cores > 16 ? 16 : (int)cores;
	int code = bw_home_find(&e->arena, home_dir, &e->home, err);
	if (!code)
		code = open_stages(e, err);
	if (!code)
		code = open_workers(e, err);
	if (!code)
		code = open_store(e, mode, err);
	if (code)
		bw_engine_close(e);
	return code;
}

void bw_engine_close(struct bw_engine *e)
{
	bw_workers_close(e->workers);
	bw_store_close(e->store);
	bw_annotator_close(e->annotator);
	bw_propositions_close(e->propositions);
	bw_arena_release(&e->arena);
	*e = (struct bw_engine){0};
}

static int write_if_missing(const char *path, const struct bw_buf *text, int *made, struct bw_err *err)
{
	if (if_there(path))
		return 0;
	(*made)++;
	return bw_file_write(path, bw_buf_view(text), err);
}

static void put_option(struct bw_buf *b, const struct bw_option *o, struct bw_str *section)
{
	struct bw_str name = bw_str_from(o->name);
	size_t dot = bw_str_find_char(name, '.', 0);
	struct bw_str group = bw_str_sub(name, 0, dot);
	if (!bw_str_eq(group, *section))
		bw_buf_printf(b, "\n[%" BW_PRISTR "]\n", BW_ARG(group));
	*section = group;
	bw_buf_printf(b, "; %s\n; %s = %s\n", o->help, o->name + dot + 1, o->initial);
}

static int write_config(struct bw_engine *e, int *made, struct bw_err *err)
{
	struct bw_buf b;
	struct bw_str section = BW_STR_NONE;
	bw_buf_init(&b, 1 << 20);
	bw_buf_cstr(&b, "; Settings of bellwether. Take the ';' off a line to change it.\n");
	for (const struct bw_option *o = bw_options; o->name; o++)
		put_option(&b, o, &section);
	int code = write_if_missing(e->home.config, &b, made, err);
	bw_buf_release(&b);
	return code;
}

int bw_engine_init(struct bw_engine *e, int *made, struct bw_err *err)
{
	struct bw_buf desks;
	struct bw_str config_dir = bw_str_from(e->home.config);
	config_dir = bw_str_sub(config_dir, 0, bw_str_rfind_char(config_dir, '/'));
	*made = 0;
	int code = bw_file_make_dirs(bw_arena_cstr(&e->arena, config_dir), err);
	if (!code)
		code = write_config(e, made, err);
	if (code)
		return code;
	bw_buf_init(&desks, 1 << 20);
	bw_desks_write_starter(&e->lexicons, &desks);
	code = write_if_missing(e->home.desks, &desks, made, err);
	bw_buf_release(&desks);
	return code;
}

int bw_engine_lock(struct bw_engine *e, int *lock, struct bw_err *err)
{
	const char *path = bw_arena_printf(&e->arena, "%s.lock", e->home.store).ptr;
	*lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (*lock < 0)
		return bw_err_set(err, BW_EIO, "%s cannot be made; check the rights of its folder", path);
	if (flock(*lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	close(*lock);
	*lock = -1;
	return bw_err_set(err, BW_EBUSY, "another bellwether is at work on %s; wait for it to end and run again",
			  e->home.store);
}

void bw_engine_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}
