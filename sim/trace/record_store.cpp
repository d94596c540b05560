#include "sim/trace/record_store.h"

#include <algorithm>
#include <sys/mman.h>

namespace sim {

RecordStore& RecordStore::operator=(const RecordStore& other) {
    if (this == &other) return *this;
    chunks_.clear();
    for (size_ = 0; size_ < other.size_; size_ += std::min(per_chunk, other.size_ - size_)) {
        add_chunk();
        std::uninitialized_copy_n(&other[size_], std::min(per_chunk, other.size_ - size_),
                                  chunks_.back().get());
    }
    return *this;
}

bool RecordStore::operator==(const RecordStore& other) const {
    if (size_ != other.size_) return false;
    for (std::size_t i = 0; i < size_; ++i)
        if (!((*this)[i] == other[i])) return false;
    return true;
}

void RecordStore::add_chunk() {
    constexpr std::size_t bytes = per_chunk * sizeof(Record);
    chunks_.emplace_back(static_cast<Record*>(::operator new(bytes, chunk_place)));
    // A long trace grows into huge pages: one fault a chunk instead of 512. A short one takes only
    // what it fills.
    if (chunks_.size() > 1) madvise(chunks_.back().get(), bytes, MADV_HUGEPAGE);
}

} // namespace sim
