#include "live/listen_counters.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <string>
#include <string_view>

namespace live {

namespace {

/// The file as it is now; it is written anew for whoever reads it from its start.
std::optional<std::string> text_of(const Descriptor& file) {
    std::string text;
    std::array<char, 16384> part{};
    for (;;) {
        const ssize_t count =
            pread(file.number(), part.data(), part.size(), static_cast<off_t>(text.size()));
        if (count < 0) return std::nullopt;
        if (count == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
}

/// Takes the next word off the front of a line.
std::string_view next_word(std::string_view& line) {
    const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(first);
    const std::size_t length = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, length);
    line.remove_prefix(length);
    return word;
}

std::string_view next_line(std::string_view& text) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    return line;
}

void take(std::string_view name, std::string_view value, sim::ListenCounts& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (name == name_of(static_cast<sim::ListenCounter>(i)))
            std::from_chars(value.data(), value.data() + value.size(), counts.at(i));
}

} // namespace

Attempt<ListenCounters> ListenCounters::open() {
    // The file stays that of the namespace in which it was opened.
    Descriptor file{::open("/proc/self/net/netstat", O_RDONLY | O_CLOEXEC)};
    if (!file.is_open())
        return tl::unexpected<StepFailure>(StepFailure{Step::socket_diagnosis, errno, "netstat"});
    return ListenCounters{std::move(file)};
}

/// Two lines for each group of counters: their names, and their values in the same order.
std::optional<sim::ListenCounts> ListenCounters::read() const {
    const std::optional<std::string> text = text_of(file_);
    if (!text) return std::nullopt;
    sim::ListenCounts counts{};
    std::string_view rest = *text;
    while (!rest.empty()) {
        std::string_view names = next_line(rest);
        std::string_view values = next_line(rest);
        while (!names.empty())
            take(next_word(names), next_word(values), counts);
    }
    return counts;
}

} // namespace live
