#include "sim/trace/record_store.h"

namespace sim {

RecordStore& RecordStore::operator=(const RecordStore& other) {
    if (this == &other) return *this;
    chunks_.clear();
    for (const std::unique_ptr<Chunk>& chunk : other.chunks_)
        chunks_.push_back(std::make_unique<Chunk>(*chunk));
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
    chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
}

} // namespace sim
