#pragma once

#include "sim/trace/record.h"

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace sim {

/// The options of one sent segment.
struct OptionsRow {
    OptionsPresent present;
    Options options;

    bool operator==(const OptionsRow&) const = default;
};

/// Records in chunks of 2 MiB that never move once written; a copy is deep.
class RecordStore {
public:
    static constexpr std::size_t per_chunk = std::size_t{1} << 15U;

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    const Record& operator[](std::size_t index) const {
        return chunks_[index / per_chunk].get()[index % per_chunk];
    }
    Record& operator[](std::size_t index) {
        return chunks_[index / per_chunk].get()[index % per_chunk];
    }
    void push_back(const Record& record) { std::construct_at(next_place(), record); }
    /// One more, to be filled in where it lies.
    Record& emplace_back() { return *std::construct_at(next_place()); }

    RecordStore() = default;
    RecordStore(const RecordStore& other) { *this = other; }
    RecordStore& operator=(const RecordStore& other);
    RecordStore(RecordStore&&) noexcept = default;
    RecordStore& operator=(RecordStore&&) noexcept = default;
    ~RecordStore() = default;
    bool operator==(const RecordStore& other) const;

private:
    /// Room for records, none of them made yet: a record is written once.
    struct FreeChunk {
        void operator()(Record* chunk) const { ::operator delete(chunk, chunk_place); }
    };
    using Chunk = std::unique_ptr<Record, FreeChunk>;
    /// Where a huge page can lie: a chunk is as large as one.
    static constexpr std::align_val_t chunk_place{per_chunk * sizeof(Record)};

    Record* next_place() {
        if (size_ == chunks_.size() * per_chunk) add_chunk();
        Record* const place = chunks_[size_ / per_chunk].get() + size_ % per_chunk;
        ++size_;
        return place;
    }
    void add_chunk();

    std::vector<Chunk> chunks_;
    std::size_t size_{};
};

} // namespace sim
