#pragma once

#include "sim/base/assert.h"
#include "sim/base/digest.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

/// A row of numbered slots, each empty or taken by a connection: a queue as one sees it. A new
/// entry takes the slot that became empty last; the order of arrival is kept beside it. Everything
/// takes the same time however long the row is.
class SlotRow {
public:
    static constexpr std::uint32_t nowhere = 0xffffffff;

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    /// How many slots there have been at once; each has a number below this.
    [[nodiscard]] std::size_t slots() const { return slots_.size(); }

    /// Puts `entry` behind all others; the number of its slot.
    std::uint32_t add(std::uint32_t entry) {
        std::uint32_t place = first_empty_;
        if (place == nowhere) {
            place = static_cast<std::uint32_t>(slots_.size());
            slots_.emplace_back();
        } else {
            first_empty_ = slots_[place].newer;
        }
        slots_[place] = {.entry = entry, .older = newest_, .newer = nowhere};
        (newest_ == nowhere ? oldest_ : slots_[newest_].newer) = place;
        newest_ = place;
        ++size_;
        return place;
    }

    /// Empties a slot that is taken.
    void remove(std::uint32_t place) {
        SIM_ASSERT(place < slots_.size() && slots_[place].entry != nowhere);
        const Slot gone = slots_[place];
        (gone.older == nowhere ? oldest_ : slots_[gone.older].newer) = gone.newer;
        (gone.newer == nowhere ? newest_ : slots_[gone.newer].older) = gone.older;
        slots_[place] = {.entry = nowhere, .older = nowhere, .newer = first_empty_};
        first_empty_ = place;
        --size_;
    }

    /// The slot of the entry that came first; `nowhere` in an empty row.
    [[nodiscard]] std::uint32_t oldest() const { return oldest_; }
    /// The slot of the one that came after; `nowhere` behind the last.
    [[nodiscard]] std::uint32_t after(std::uint32_t place) const { return slots_[place].newer; }
    [[nodiscard]] std::uint32_t entry(std::uint32_t place) const { return slots_[place].entry; }

    /// All entries in the order in which they came.
    [[nodiscard]] std::vector<std::uint32_t> entries() const {
        std::vector<std::uint32_t> entries;
        entries.reserve(size_);
        for (std::uint32_t place = oldest_; place != nowhere; place = after(place))
            entries.push_back(entry(place));
        return entries;
    }

    void add_to(Digest& digest) const {
        for (const Slot& slot : slots_) {
            digest.add(slot.entry);
            digest.add(slot.older);
            digest.add(slot.newer);
        }
        digest.add(static_cast<std::uint64_t>(size_));
        for (const std::uint32_t place : {oldest_, newest_, first_empty_})
            digest.add(place);
    }
    bool operator==(const SlotRow&) const = default;

private:
    struct Slot {
        std::uint32_t entry{nowhere};
        std::uint32_t older{nowhere}, newer{nowhere}; ///< of an empty slot: the next empty one

        bool operator==(const Slot&) const = default;
    };

    std::vector<Slot> slots_;
    std::size_t size_{};
    std::uint32_t oldest_{nowhere}, newest_{nowhere}, first_empty_{nowhere};
};

} // namespace sim
