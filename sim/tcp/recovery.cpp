#include "sim/tcp/recovery.h"

namespace sim {

void Recovery::add_to(Digest& digest) const {
    board.add_to(digest);
    rack.add_to(digest);
    digest.add(reordering.degree);
    digest.add(reordering.seen);
    prr.add_to(digest);
    undo.add_to(digest);
    digest.add(probe.out);
    digest.add(probe.repeats);
    digest.add(probe.end.raw);
    digest.add(frto);
    digest.add(duplicates_told);
    digest.add(reneged);
}

} // namespace sim
