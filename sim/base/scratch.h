#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sim {

/// A list that is filled and cleared over and over: what it has grown to stays, so that adding is a
/// copy and a count.
template <typename T>
class Scratch {
public:
    /// `item` is none of the list's own.
    [[gnu::always_inline]] void push_back(const T& item) {
        if (count_ == places_) grow();
        items_[count_++] = item;
    }
    /// Where the next item will stand, for who would rather fill it there than have it copied: it
    /// is added with `push_back_filled`, or not at all. What it held before is still in it.
    [[gnu::always_inline]] T& next_place() {
        if (count_ == places_) grow();
        return items_[count_];
    }
    void push_back_filled() { ++count_; }
    void clear() { count_ = 0; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    T& operator[](std::size_t index) { return items_[index]; }
    const T& operator[](std::size_t index) const { return items_[index]; }
    [[nodiscard]] const T& front() const { return items_.front(); }
    [[nodiscard]] const T& back() const { return items_[count_ - 1]; }
    /// Takes out what `unwanted` is true of; the others keep their order.
    template <typename Predicate>
    void remove_if(Predicate unwanted) {
        T* const last = std::remove_if(items_.data(), items_.data() + count_, unwanted);
        count_ = static_cast<std::size_t>(last - items_.data());
    }
    [[nodiscard]] const T* begin() const { return items_.data(); }
    [[nodiscard]] const T* end() const { return items_.data() + count_; }

private:
    static constexpr std::size_t smallest = 8;

    /// It is not handed the item, whose fields can then go straight into their place.
    [[gnu::noinline]] void grow() {
        places_ = places_ == 0 ? smallest : 2 * places_;
        items_.resize(places_);
    }

    std::vector<T> items_;
    std::size_t places_{}; ///< as many as `items_` has: to be had without a division
    std::size_t count_{};
};

} // namespace sim
