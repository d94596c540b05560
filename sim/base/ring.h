#pragma once

#include "sim/base/assert.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace sim {

/// A first-in first-out queue as a value: it grows by doubling, never frees, and two rings are
/// equal when they hold equal items in order.
template <typename T>
class Ring {
public:
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    T& operator[](std::size_t index) { return items_[(head_ + index) & mask()]; }
    const T& operator[](std::size_t index) const { return items_[(head_ + index) & mask()]; }
    T& front() { return items_[head_]; }
    const T& front() const { return items_[head_]; }
    T& back() { return (*this)[count_ - 1]; }
    const T& back() const { return (*this)[count_ - 1]; }

    void push_back(const T& item) {
        if (count_ == places_) return push_back_growing(item);
        items_[(head_ + count_) & mask()] = item;
        ++count_;
    }
    /// Where the next item will stand, for who would rather fill it there than have it copied: it
    /// is queued with `push_back_filled`, or not at all. What it held before is still in it.
    T& next_place() {
        if (count_ == places_) grow();
        return items_[(head_ + count_) & mask()];
    }
    void push_back_filled() { ++count_; }
    void pop_front() {
        head_ = (head_ + 1) & mask();
        --count_;
    }
    void pop_back() { --count_; }
    /// Puts one item before the one at `index`; that one and those behind it move back.
    void insert(std::size_t index, const T& item) {
        push_back(item);
        for (std::size_t i = count_ - 1; i > index; --i)
            std::swap((*this)[i], (*this)[i - 1]);
    }
    /// Removes one item in the middle; those behind it move up.
    void erase(std::size_t index) {
        for (std::size_t i = index; i + 1 < count_; ++i)
            (*this)[i] = (*this)[i + 1];
        --count_;
    }
    void clear() { head_ = count_ = 0; }

    Ring() = default;
    Ring(Ring&&) noexcept = default;
    Ring& operator=(Ring&&) noexcept = default;
    Ring(const Ring& other) { copy(other); }
    Ring& operator=(const Ring& other) {
        if (this != &other) copy(other);
        return *this;
    }
    ~Ring() = default;
    bool operator==(const Ring& other) const {
        if (count_ != other.count_) return false;
        for (std::size_t i = 0; i < count_; ++i)
            if (!((*this)[i] == other[i])) return false;
        return true;
    }

private:
    static constexpr std::size_t smallest = 8;

    [[nodiscard]] std::size_t mask() const { return places_ - 1; }
    /// Out of line, so that adding where there is room saves no registers.
    [[gnu::noinline]] void push_back_growing(const T& item) {
        const T kept = item;
        grow();
        push_back(kept);
    }
    [[gnu::noinline]] void grow() {
        std::vector<T> larger(places_ == 0 ? smallest : 2 * places_);
        for (std::size_t i = 0; i < count_; ++i)
            larger[i] = (*this)[i];
        items_ = std::move(larger);
        places_ = items_.size();
        head_ = 0;
    }
    /// Only what is queued is copied, into a room that fits it.
    void copy(const Ring& other) {
        std::size_t room = other.count_ == 0 ? 0 : smallest;
        while (room < other.count_)
            room *= 2;
        items_.assign(room, T{});
        for (std::size_t i = 0; i < other.count_; ++i)
            items_[i] = other[i];
        places_ = room;
        head_ = 0;
        count_ = other.count_;
    }

    std::vector<T> items_;
    std::size_t
        places_{}; ///< as many as `items_` has, a power of two: to be had without a division
    std::size_t head_{}, count_{};
};

} // namespace sim
