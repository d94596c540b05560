#include "live/commands.h"

#include <algorithm>
#include <array>
#include <poll.h>
#include <string_view>
#include <unistd.h>

namespace live {

namespace {

Command command_called(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line == "step") return Command::step;
    if (line == "run") return Command::run;
    return line == "quit" ? Command::quit : Command::none;
}

} // namespace

void Commands::read() {
    pollfd question{.fd = descriptor_, .events = POLLIN, .revents = 0};
    while (!ended_ && poll(&question, 1, 0) > 0) {
        std::array<char, 4096> part{};
        const ssize_t count = ::read(descriptor_, part.data(), part.size());
        ended_ = count <= 0;
        if (!ended_) received_.append(part.data(), static_cast<std::size_t>(count));
        take_lines();
    }
}

void Commands::take_lines() {
    for (;;) {
        const std::size_t end = received_.find('\n');
        if (end == std::string::npos) return;
        const Command command = command_called(std::string_view{received_}.substr(0, end));
        if (command != Command::none) waiting_.push_back(command);
        received_.erase(0, end + 1);
    }
}

Command Commands::peek() const {
    const bool quits = std::find(waiting_.begin(), waiting_.end(), Command::quit) != waiting_.end();
    return quits ? Command::quit : Command::none;
}

Command Commands::next() {
    if (peek() == Command::quit) return Command::quit;
    if (waiting_.empty()) return ended_ ? Command::quit : Command::none;
    const Command command = waiting_.front();
    waiting_.pop_front();
    return command;
}

} // namespace live
