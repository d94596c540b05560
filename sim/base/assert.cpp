#include "sim/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace sim {

void broken_promise(const char* promise, const char* file, int line) {
    static_cast<void>(std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise));
    std::abort();
}

} // namespace sim
