#pragma once

#include "sim/trace/record.h"

#include <array>
#include <cstddef>
#include <memory>
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
        return (*chunks_[index / per_chunk])[index % per_chunk];
    }
    Record& operator[](std::size_t index) {
        return (*chunks_[index / per_chunk])[index % per_chunk];
    }
    void push_back(const Record& record) {
        if (size_ == chunks_.size() * per_chunk) add_chunk();
        (*chunks_[size_ / per_chunk])[size_ % per_chunk] = record;
        ++size_;
    }

    /// Makes room for the first records now, which takes a millisecond: a recording in real time
    /// must not wait for it.
    void make_ready() {
        if (chunks_.empty()) add_chunk();
    }

    RecordStore() = default;
    RecordStore(const RecordStore& other) { *this = other; }
    RecordStore& operator=(const RecordStore& other);
    RecordStore(RecordStore&&) noexcept = default;
    RecordStore& operator=(RecordStore&&) noexcept = default;
    ~RecordStore() = default;
    bool operator==(const RecordStore& other) const;

private:
    using Chunk = std::array<Record, per_chunk>;
    void add_chunk();

    std::vector<std::unique_ptr<Chunk>> chunks_;
    std::size_t size_{};
};

} // namespace sim
