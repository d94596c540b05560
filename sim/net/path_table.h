#pragma once

#include "sim/base/digest.h"
#include "sim/packet/segment.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

/// Finds a connection by its path: an open-addressing hash, asked and never walked, so that its
/// order can not leak into a run.
class PathTable {
public:
    static constexpr std::uint32_t absent = 0xffffffff;

    /// The slot of `path`, or `absent`.
    [[nodiscard]] std::uint32_t find(const Path& path) const {
        if (places_.empty()) return absent;
        const std::uint64_t key = key_of(path);
        for (std::size_t place = home(key);; place = (place + 1) & mask()) {
            if (places_[place].slot == absent) return absent;
            if (places_[place].key == key) return places_[place].slot;
        }
    }

    /// Enters `path`, in place of what it stood for before.
    void set(const Path& path, std::uint32_t slot) {
        if (2 * (used_ + 1) > places_.size()) grow();
        place_in(key_of(path), slot);
    }

    /// Takes `path` out again; what stands behind it moves up, so that it is still found.
    void erase(const Path& path) {
        if (places_.empty()) return;
        const std::uint64_t key = key_of(path);
        std::size_t gap = home(key);
        while (places_[gap].key != key || places_[gap].slot == absent) {
            if (places_[gap].slot == absent) return;
            gap = (gap + 1) & mask();
        }
        for (std::size_t next = (gap + 1) & mask(); places_[next].slot != absent;
             next = (next + 1) & mask()) {
            const std::size_t wanted = home(places_[next].key);
            if (((next - wanted) & mask()) < ((next - gap) & mask())) continue;
            places_[gap] = places_[next];
            gap = next;
        }
        places_[gap] = {};
        --used_;
    }

    void add_to(Digest& digest) const {
        for (const Place& place : places_) {
            digest.add(place.key);
            digest.add(place.slot);
        }
    }

    bool operator==(const PathTable&) const = default;

private:
    struct Place {
        std::uint64_t key{};
        std::uint32_t slot{absent};

        bool operator==(const Place&) const = default;
    };
    static constexpr std::size_t smallest = 16;

    static std::uint64_t key_of(const Path& path) {
        return std::uint64_t{path.local.address} << 48U | std::uint64_t{path.local.port} << 32U
               | std::uint64_t{path.remote.address} << 16U | path.remote.port;
    }
    [[nodiscard]] std::size_t mask() const { return places_.size() - 1; }
    [[nodiscard]] std::size_t home(std::uint64_t key) const {
        return (key * 0x9e3779b97f4a7c15U >> 32U) & mask();
    }
    void place_in(std::uint64_t key, std::uint32_t slot) {
        std::size_t place = home(key);
        while (places_[place].slot != absent && places_[place].key != key)
            place = (place + 1) & mask();
        if (places_[place].slot == absent) ++used_;
        places_[place] = {.key = key, .slot = slot};
    }
    void grow() {
        std::vector<Place> old(places_.empty() ? smallest : 2 * places_.size());
        old.swap(places_);
        used_ = 0;
        for (const Place& place : old)
            if (place.slot != absent) place_in(place.key, place.slot);
    }

    std::vector<Place> places_; ///< a power of two
    std::size_t used_{};
};

} // namespace sim
