#include "live/small_file.h"

#include "live/descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>

namespace live {

int write_file(const std::string& path, std::string_view text) {
    const Descriptor file{open(path.c_str(), O_WRONLY | O_CLOEXEC)};
    if (!file.is_open()) return errno;
    return write(file.number(), text.data(), text.size()) < 0 ? errno : 0;
}

std::optional<std::string> read_file(const std::string& path) {
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) return std::nullopt;
    std::string text;
    std::array<char, 4096> part{};
    ssize_t count = 0;
    while ((count = read(file.number(), part.data(), part.size())) > 0)
        text.append(part.data(), static_cast<std::size_t>(count));
    if (count < 0) return std::nullopt;
    std::replace(text.begin(), text.end(), '\t', ' ');
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

} // namespace live
