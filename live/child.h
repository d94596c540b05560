#pragma once

#include "live/descriptor.h"
#include "sim/base/time.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace live {

/// What the child tells its parent, one after another.
enum class MessageKind : std::uint8_t { progress, refusal, lateness, trace, trouble, step };

struct Message {
    MessageKind kind{};
    std::string body;
};

/// A plain value as a message's body, and back.
template <typename Plain>
std::string bytes_of(const Plain& value) {
    std::string body(sizeof value, '\0');
    std::memcpy(body.data(), &value, sizeof value);
    return body;
}
template <typename Plain>
Plain value_in(const std::string& body) {
    Plain value{};
    std::memcpy(&value, body.data(), std::min(body.size(), sizeof value));
    return value;
}

/// The child's side of the pipe.
class Parent {
public:
    explicit Parent(Descriptor pipe) : pipe_(std::move(pipe)) {}
    void tell(MessageKind kind, std::string_view body) const;

private:
    Descriptor pipe_;
};

/// A child process that tells things through a pipe. It dies with its parent, and it is gone,
/// killed where needed and reaped, when its owner goes.
class Child {
public:
    /// Forks; the child does `work` and ends. Nothing, where the system has no process left.
    static std::optional<Child> start(const std::function<void(const Parent&)>& work);
    Child(Child&& other) noexcept;
    Child& operator=(Child&&) = delete;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    /// What came of listening.
    enum class Heard : std::uint8_t { message, end, nothing };
    /// Waits for the next message until `patience` has passed; `end`: the child has ended.
    Heard listen(Message& message, sim::Duration patience);

    /// How the child ended, for a reader: "ended by signal SIGSEGV". Waits for its end.
    std::string last_words();
    [[nodiscard]] pid_t id() const { return process_; }

private:
    Child(pid_t process, Descriptor pipe) : process_(process), pipe_(std::move(pipe)) {}
    bool take_message(Message& message);

    pid_t process_{-1};
    Descriptor pipe_;
    std::string received_;
};

} // namespace live
