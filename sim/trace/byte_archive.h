#pragma once

#include "sim/base/time.h"
#include "sim/packet/byte_stream.h"
#include "sim/packet/segment.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace sim {

/// The last enumerator of an enum that is stored; what lies beyond it is damage.
template <typename Enum>
constexpr Enum last_of = Enum{};

/// A number or an enumerator: stored little-endian in its own size.
template <typename T>
concept Scalar = std::integral<T> || std::is_enum_v<T>;

/// A value whose parts fields_of() lists, in the order in which they are stored.
template <typename T>
concept HasFields = requires(T& value) {
    fields_of(value);
};

/// Appends values to a string of bytes. A text or a list stands behind its 32-bit length.
class ByteWriter {
public:
    [[nodiscard]] std::string take() { return std::move(bytes_); }

    template <Scalar T>
    void put(T value) {
        auto rest = static_cast<std::uint64_t>(value);
        for (std::size_t i = 0; i < sizeof(T); ++i, rest >>= 8U)
            bytes_ += static_cast<char>(rest & 0xffU);
    }
    template <HasFields T>
    void put(const T& value) {
        std::apply([this](const auto&... part) { (put(part), ...); }, fields_of(value));
    }
    template <typename T>
    void put(const std::vector<T>& list) {
        put(static_cast<std::uint32_t>(list.size()));
        for (const T& item : list)
            put(item);
    }
    template <typename T, std::size_t size>
    void put(const std::array<T, size>& list) {
        for (const T& item : list)
            put(item);
    }
    template <typename T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    void put(const std::string& text) {
        put(static_cast<std::uint32_t>(text.size()));
        bytes_ += text;
    }
    void put(Duration span) { put(std::int64_t{span.count()}); }
    void put(OptionsPresent present);
    void put(const ByteStream& stream);
    /// The bytes as they are, without a length.
    void put_raw(std::string_view bytes) { bytes_ += bytes; }

private:
    std::string bytes_;
};

/// Reads what a ByteWriter wrote. It never reads past the end and never makes room for more than it
/// has read: after the first damage everything comes back empty and good() is false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool at_end() const { return left_.empty(); }
    [[nodiscard]] std::size_t left() const { return left_.size(); }

    template <Scalar T>
    void get(T& value) {
        const std::string_view bytes = get_raw(sizeof(T));
        std::uint64_t number = 0;
        for (std::size_t i = bytes.size(); i-- > 0;)
            number = number << 8U | static_cast<unsigned char>(bytes[i]);
        require(fits<T>(number));
        value = good_ ? static_cast<T>(number) : T{};
    }
    template <HasFields T>
    void get(T& value) {
        std::apply([this](auto&... part) { (get(part), ...); }, fields_of(value));
    }
    template <typename T>
    void get(std::vector<T>& list) {
        for (std::uint32_t count = length(); count > 0 && good_; --count)
            get(list.emplace_back());
    }
    template <typename T, std::size_t size>
    void get(std::array<T, size>& list) {
        for (T& item : list)
            get(item);
    }
    template <typename T>
    void get(std::optional<T>& value) {
        bool present = false;
        get(present);
        if (present) get(value.emplace());
    }
    void get(std::string& text) { text = get_raw(length()); }
    void get(Duration& span) {
        std::int64_t nanoseconds = 0;
        get(nanoseconds);
        span = Duration{nanoseconds};
    }
    void get(OptionsPresent& present);
    void get(ByteStream& stream);
    /// The next `count` bytes; none when fewer are left.
    std::string_view get_raw(std::size_t count);

private:
    template <typename T>
    static constexpr bool fits(std::uint64_t number) {
        if constexpr (std::is_same_v<T, bool>) return number <= 1;
        if constexpr (std::is_enum_v<T>) return number <= static_cast<std::uint64_t>(last_of<T>);
        return true;
    }
    /// A length, which can not be more than the bytes that are left.
    std::uint32_t length();
    void get_piece(ByteStream& stream);
    void require(bool promise);

    std::string_view left_;
    bool good_{true};
};

} // namespace sim
