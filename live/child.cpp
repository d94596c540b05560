#include "live/child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace live {

namespace {

/// Before each message stand its length and its kind. Both sides are one program: no byte order
/// matters.
constexpr std::size_t envelope_bytes = sizeof(std::uint64_t) + 1;

bool write_all(int pipe, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(pipe, bytes.data(), bytes.size());
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// The child's first acts: it must not outlive its parent, nor ever gain rights by executing a
/// file.
void live_and_die_with(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    signal(SIGPIPE, SIG_IGN);
}

} // namespace

void Parent::tell(MessageKind kind, std::string_view body) const {
    const std::uint64_t length = body.size();
    std::array<char, envelope_bytes> envelope{};
    std::memcpy(envelope.data(), &length, sizeof length);
    envelope.back() = static_cast<char>(kind);
    if (write_all(pipe_.number(), {envelope.data(), envelope.size()}))
        write_all(pipe_.number(), body);
}

std::optional<Child> Child::start(const std::function<void(const Parent&)>& work) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    Descriptor reading{ends[0]};
    Descriptor writing{ends[1]};
    const pid_t parent = getpid();
    const pid_t process = fork();
    if (process < 0) return std::nullopt;
    if (process > 0) return Child{process, std::move(reading)};
    live_and_die_with(parent);
    reading.close();
    work(Parent{std::move(writing)});
    _exit(0); // no destructor, no buffer of the parent's runs twice
}

Child::Child(Child&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      pipe_(std::move(other.pipe_)),
      received_(std::move(other.received_)) {}

Child::~Child() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

bool Child::take_message(Message& message) {
    if (received_.size() < envelope_bytes) return false;
    std::uint64_t length = 0;
    std::memcpy(&length, received_.data(), sizeof length);
    if (received_.size() - envelope_bytes < length) return false;
    message.kind = static_cast<MessageKind>(received_[sizeof length]);
    message.body = received_.substr(envelope_bytes, length);
    received_.erase(0, envelope_bytes + length);
    return true;
}

Child::Heard Child::listen(Message& message, sim::Duration patience) {
    if (take_message(message)) return Heard::message;
    using std::chrono::steady_clock;
    const steady_clock::time_point deadline = steady_clock::now() + patience;
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) return Heard::nothing;
        pollfd question{.fd = pipe_.number(), .events = POLLIN, .revents = 0};
        if (poll(&question, 1, static_cast<int>(left.count())) <= 0) continue;
        std::array<char, 65536> part{};
        const ssize_t count = read(pipe_.number(), part.data(), part.size());
        if (count <= 0) return Heard::end;
        received_.append(part.data(), static_cast<std::size_t>(count));
        if (take_message(message)) return Heard::message;
    }
}

std::string Child::last_words() {
    int status = 0;
    while (waitpid(process_, &status, 0) < 0)
        if (errno != EINTR) return "its end was not seen";
    process_ = -1;
    if (WIFSIGNALED(status))
        return std::string{"ended by signal SIG"} + sigabbrev_np(WTERMSIG(status));
    return "ended with status " + std::to_string(WEXITSTATUS(status));
}

} // namespace live
