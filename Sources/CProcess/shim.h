#include <sys/prctl.h>
#include <unistd.h>

// The variables of this process, each `NAME=value`, with a null pointer at the end. Swift takes `environ` for a variable
// that anybody may set at any time; nobody does here.
static inline char *const *kb_environment(void) { extern char **environ; return environ; }

// prctl takes a variable number of arguments, which Swift does not see.

// Orphans below this process become its children, instead of those of init.
static inline int kb_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
