#include "core/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/mem.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum {
	FILTER_MAX = 4096,     /* instructions: what the kernel takes (BPF_MAXINSNS) */
	CODE_BYTES = 256 << 20 /* room for the program and its libraries beside its data */
};

struct bw_cage {
	struct sock_filter filter[FILTER_MAX];
	unsigned short n;
	int ruleset; /* of Landlock; -1 when the kernel has none */
	struct bw_cage_limits limits;
	enum bw_cage_profile profile;
};

bool bw_cage_is_sanitized(void)
{
	return SANITIZED;
}

/*
 * System calls, one row each: what is not here fails. A row holds for the profiles of its set; one with a condition
 * holds for calls whose argument, under the mask, is the value.
 */
enum { PARSER = 1 << BW_CAGE_PARSER, HELPER = 1 << BW_CAGE_HELPER, BOTH = PARSER | HELPER };
enum { ANY = -1, OWN_PROCESS = -2 };
#define TO_WRITE   (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))
#define CALL(name) SCMP_SYS(name)

static const struct call {
	int number, profiles, arg;
	uint64_t mask, value;
} calls[] = {
	/* bytes in and out of what is open */
	{CALL(read), BOTH, ANY},
	{CALL(write), BOTH, ANY},
	{CALL(readv), HELPER, ANY},
	{CALL(writev), HELPER, ANY},
	{CALL(close), BOTH, ANY},
	{CALL(fstat), HELPER, ANY},
	/* memory that is not code */
	{CALL(brk), BOTH, ANY},
	{CALL(mmap), PARSER, 2, PROT_EXEC, 0},
	{CALL(mprotect), PARSER, 2, PROT_EXEC, 0},
	{CALL(munmap), BOTH, ANY},
	{CALL(mremap), BOTH, ANY},
	{CALL(madvise), BOTH, ANY},
	{CALL(futex), BOTH, ANY},
	{CALL(sched_yield), BOTH, ANY},
	{CALL(getrandom), BOTH, ANY},
	/* the C library's sorting asks how much memory there is, and sorts otherwise when it is not told */
	{CALL(sysinfo), BOTH, ANY},
	/* clocks that the kernel does not answer without a call */
	{CALL(clock_gettime), BOTH, ANY},
	{CALL(clock_getres), HELPER, ANY},
	{CALL(gettimeofday), BOTH, ANY},
	{CALL(time), BOTH, ANY},
	{CALL(restart_syscall), BOTH, ANY},
	/* who it is, its signals, its end: what abort() and a signal's way back need */
	{CALL(getpid), BOTH, ANY},
	{CALL(gettid), BOTH, ANY},
	{CALL(rt_sigaction), BOTH, ANY},
	{CALL(rt_sigprocmask), BOTH, ANY},
	{CALL(rt_sigreturn), BOTH, ANY},
	{CALL(sigaltstack), BOTH, ANY},
	{CALL(tgkill), PARSER, OWN_PROCESS},
	{CALL(exit), BOTH, ANY},
	{CALL(exit_group), BOTH, ANY},
	/* what a program needs to be started and to load its libraries */
	{CALL(execve), HELPER, ANY},
	{CALL(mmap), HELPER, ANY},
	{CALL(mprotect), HELPER, ANY},
	{CALL(arch_prctl), HELPER, ANY},
	{CALL(set_tid_address), HELPER, ANY},
	{CALL(set_robust_list), HELPER, ANY},
	{CALL(rseq), HELPER, ANY},
	{CALL(prlimit64), HELPER, 2, UINT64_MAX, 0},
	/* files, to be read */
	{CALL(open), HELPER, 1, TO_WRITE, 0},
	{CALL(openat), HELPER, 2, TO_WRITE, 0},
	{CALL(pread64), HELPER, ANY},
	{CALL(preadv), HELPER, ANY},
	{CALL(lseek), HELPER, ANY},
	{CALL(stat), HELPER, ANY},
	{CALL(lstat), HELPER, ANY},
	{CALL(newfstatat), HELPER, ANY},
	{CALL(statx), HELPER, ANY},
	{CALL(statfs), HELPER, ANY},
	{CALL(fstatfs), HELPER, ANY},
	{CALL(access), HELPER, ANY},
	{CALL(faccessat), HELPER, ANY},
	{CALL(faccessat2), HELPER, ANY},
	{CALL(readlink), HELPER, ANY},
	{CALL(readlinkat), HELPER, ANY},
	{CALL(getdents64), HELPER, ANY},
	{CALL(getcwd), HELPER, ANY},
	{CALL(fadvise64), HELPER, ANY},
	{CALL(fcntl), HELPER, 1, UINT64_MAX, F_GETFL},
	{CALL(fcntl), HELPER, 1, UINT64_MAX, F_GETFD},
	{CALL(fcntl), HELPER, 1, UINT64_MAX, F_SETFD},
	{CALL(fcntl), HELPER, 1, UINT64_MAX, F_DUPFD_CLOEXEC},
	{CALL(dup), HELPER, ANY},
	{CALL(ioctl), HELPER, 1, UINT32_MAX, TCGETS},
	{CALL(poll), HELPER, ANY},
	{CALL(ppoll), HELPER, ANY},
	/* what libraries ask at their start */
	{CALL(uname), HELPER, ANY},
	{CALL(getuid), HELPER, ANY},
	{CALL(geteuid), HELPER, ANY},
	{CALL(getgid), HELPER, ANY},
	{CALL(getegid), HELPER, ANY},
	{CALL(getppid), HELPER, ANY},
	{CALL(sched_getaffinity), HELPER, ANY},
	{CALL(getrusage), HELPER, ANY},
	{CALL(times), HELPER, ANY},
};

/* Rows of calls that this machine's kernel never had (negative numbers) are left out by libseccomp itself. */
static int allow(scmp_filter_ctx ctx, const struct call *c)
{
	if (c->arg == ANY)
		return seccomp_rule_add(ctx, SCMP_ACT_ALLOW, c->number, 0);
	struct scmp_arg_cmp condition = {(unsigned)c->arg, SCMP_CMP_MASKED_EQ, c->mask, c->value};
	if (c->arg == OWN_PROCESS)
		condition = (struct scmp_arg_cmp){0, SCMP_CMP_EQ, (uint64_t)getpid(), 0};
	return seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, c->number, 1, &condition);
}

/* Calls that have an older form which programs fall back on only when they hear that the newer one is not there. */
static int add_rules(scmp_filter_ctx ctx, enum bw_cage_profile profile)
{
	int rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	for (size_t i = 0; !rc && i < sizeof(calls) / sizeof(calls[0]); i++)
		if (calls[i].profiles & 1 << profile)
			rc = allow(ctx, &calls[i]);
	return rc;
}

/* The filter as the kernel takes it, so that entering needs no memory. */
static int export_filter(scmp_filter_ctx ctx, struct bw_cage *cage)
{
	struct stat st;
	int fd = memfd_create("filter", MFD_CLOEXEC);
	int rc = fd < 0 ? -1 : seccomp_export_bpf(ctx, fd);
	if (!rc && (fstat(fd, &st) || st.st_size <= 0 || (size_t)st.st_size > sizeof(cage->filter)))
		rc = -1;
	if (!rc && pread(fd, cage->filter, (size_t)st.st_size, 0) != st.st_size)
		rc = -1;
	if (!rc)
		cage->n = (unsigned short)((size_t)st.st_size / sizeof(cage->filter[0]));
	if (fd >= 0)
		close(fd);
	return rc;
}

static int make_filter(struct bw_cage *cage, struct bw_err *err)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc = ctx ? add_rules(ctx, cage->profile) : -1;
	if (!rc)
		rc = export_filter(ctx, cage);
	seccomp_release(ctx);
	return rc ? bw_err_set(err, BW_EREFUSED, "a filter of system calls cannot be made on this machine") : 0;
}

/*
 * Landlock, by its system calls: a second wall, and the only one that tells files apart. Numbers are those of the
 * kernel's interface (linux/landlock.h), of which the system's copy may be older than the kernel that runs.
 */
enum { LANDLOCK_VERSION = 1, LANDLOCK_PATH_BENEATH = 1 };
enum { MAY_EXECUTE = 1, MAY_READ_FILE = 4, MAY_READ_DIR = 8 };

struct landlock_ruleset {
	uint64_t fs, net, scoped;
};
struct landlock_path {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

/* All that each version of the interface can refuse, and how long its struct is. */
static const struct {
	uint64_t fs, net, scoped;
	size_t size;
} landlock_versions[] = {
	{0, 0, 0, 0},
	{(1 << 13) - 1, 0, 0, 8},
	{(1 << 14) - 1, 0, 0, 8},
	{(1 << 15) - 1, 0, 0, 8},
	{(1 << 15) - 1, 3, 0, 16},
	{(1 << 16) - 1, 3, 0, 16},
	{(1 << 16) - 1, 3, 3, 24},
};

/* What a program of the system reads to be what it is. */
static const char *const readable[] = {
	"/usr",
	"/lib",
	"/lib64",
	"/lib32",
	"/bin",
	"/opt",
	"/etc/ld.so.cache",
	"/etc/ld.so.conf",
	"/etc/fonts",
	"/etc/alternatives",
	"/var/cache/fontconfig",
	"/nix/store",
	"/gnu/store",
	"/dev/null",
	"/dev/urandom",
};

static void open_path(int ruleset, const char *path)
{
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return;
	struct landlock_path rule = {MAY_EXECUTE | MAY_READ_FILE, fd};
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode))
		rule.allowed |= MAY_READ_DIR;
	syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0);
	close(fd);
}

static int make_ruleset(struct bw_cage *cage, struct bw_err *err)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);
	long newest = (long)(sizeof(landlock_versions) / sizeof(landlock_versions[0])) - 1;
	cage->ruleset = -1;
	if (version < 1) /* not built in, or turned off */
		return 0;
	version = version > newest ? newest : version;
	struct landlock_ruleset all = {landlock_versions[version].fs, landlock_versions[version].net,
				       landlock_versions[version].scoped};
	cage->ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, landlock_versions[version].size, 0);
	if (cage->ruleset < 0)
		return bw_err_set(err, BW_EREFUSED, "the kernel would not make a set of Landlock rules");
	fcntl(cage->ruleset, F_SETFD, FD_CLOEXEC);
	for (size_t i = 0; cage->profile == BW_CAGE_HELPER && i < sizeof(readable) / sizeof(readable[0]); i++)
		open_path(cage->ruleset, readable[i]);
	return 0;
}

int bw_cage_open(enum bw_cage_profile profile, const struct bw_cage_limits *limits, struct bw_cage **out,
		 struct bw_err *err)
{
	struct bw_cage *cage = bw_mem_alloc(sizeof(*cage));
	*cage = (struct bw_cage){.profile = profile, .limits = *limits, .ruleset = -1};
	int code = make_filter(cage, err);
	if (!code)
		code = make_ruleset(cage, err);
	if (code) {
		bw_cage_close(cage);
		cage = NULL;
	}
	*out = cage;
	return code;
}

void bw_cage_close(struct bw_cage *cage)
{
	if (cage && cage->ruleset >= 0)
		close(cage->ruleset);
	bw_mem_free(cage);
}

void bw_cage_end_with_parent(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static int limit(int what, uint64_t value)
{
	struct rlimit now, wanted;
	if (getrlimit((__rlimit_resource_t)what, &now))
		return -1;
	wanted.rlim_max = value < now.rlim_max ? (rlim_t)value : now.rlim_max;
	wanted.rlim_cur = wanted.rlim_max;
	return setrlimit((__rlimit_resource_t)what, &wanted);
}

/* Data alone would leave shared memory free, address space alone would count the libraries. */
static int limit_memory(const struct bw_cage *cage)
{
	uint64_t bytes = cage->limits.memory_bytes;
	if (SANITIZED || !bytes)
		return 0;
	return limit(RLIMIT_DATA, bytes) || limit(RLIMIT_AS, bytes + CODE_BYTES);
}

static int limit_all(const struct bw_cage *cage)
{
	bool helper = cage->profile == BW_CAGE_HELPER;
	int rc = limit_memory(cage) || limit(RLIMIT_CORE, 0) || limit(RLIMIT_NPROC, 0);
	if (!rc)
		rc = limit(RLIMIT_FSIZE, cage->limits.file_bytes) || limit(RLIMIT_NOFILE, helper ? 64 : 0);
	if (!rc && cage->limits.cpu_s)
		rc = limit(RLIMIT_CPU, cage->limits.cpu_s);
	return rc;
}

int bw_cage_enter(const struct bw_cage *cage)
{
	struct sock_fprog program = {cage->n, (struct sock_filter *)cage->filter};
	if (limit_all(cage) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	if (cage->ruleset >= 0 && syscall(SYS_landlock_restrict_self, cage->ruleset, 0))
		return -1;
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) ? -1 : 0;
}
