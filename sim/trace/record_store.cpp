#include "sim/trace/record_store.h"

#include <algorithm>
#include <sys/mman.h>

namespace sim {

RecordStore& RecordStore::operator=(const RecordStore& other) {
    if (this == &other) return *this;
    chunks_.clear();
    for (const Chunk& chunk : other.chunks_) {
        const std::size_t before = chunks_.size() * per_chunk;
        add_chunk();
        std::uninitialized_copy_n(chunk.get(), std::min(per_chunk, other.size_ - before),
                                  chunks_.back().get());
    }
    size_ = other.size_;
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
