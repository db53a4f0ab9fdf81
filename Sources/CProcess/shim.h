#include <sys/prctl.h>
#include <sys/vfs.h>
#include <unistd.h>

// The variables of this process, each `NAME=value`, with a null pointer at the end. Swift takes `environ` for a variable
// that anybody may set at any time; nobody does here.
static inline char *const *kb_environment(void) { extern char **environ; return environ; }

// prctl takes a variable number of arguments, which Swift does not see.

// Orphans below this process become its children, instead of those of init.
static inline int kb_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

// Swift's picture of the C library leaves statfs out.

// The kind of the file system that a path lies on, as statfs(2) has it; 0 where that is not told.
static inline long kb_file_system(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (long)status.f_type : 0;
}
