#pragma once

namespace sim {

/// Room that is used again and again within a value, and that means nothing in between: it is no
/// part of a copy or of a comparison.
template <typename T>
struct Reused {
    T room{};

    Reused() = default;
    Reused(const Reused&) {}
    Reused(Reused&&) noexcept {}
    Reused& operator=(const Reused&) { return *this; }
    Reused& operator=(Reused&&) noexcept { return *this; }
    ~Reused() = default;
    bool operator==(const Reused&) const { return true; }
};

} // namespace sim
