// A system call: its name, its arguments and what it must return.
#include "sim/packetdrill/constants.h"
#include "sim/packetdrill/reader.h"

#include <algorithm>
#include <cctype>

namespace sim::packetdrill {

namespace {

using Kind = Value::Kind;

constexpr int deepest_value = 16;
constexpr std::size_t most_items = 1024;

Expected<Value> read_value(Cursor& cursor, int depth);

bool is_digit(char letter) {
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

/// `[a, b]`, or the same without names in `{}`: values up to `end`.
Expected<std::vector<Value>> read_items(Cursor& cursor, std::string_view end, int depth) {
    std::vector<Value> items;
    if (cursor.takes(end)) return items;
    do {
        Expected<Value> item = read_value(cursor, depth + 1);
        if (!item) return failure(item.error());
        items.push_back(std::move(*item));
        if (items.size() > most_items) return cursor.fail("too many values");
    } while (cursor.takes(","));
    if (const Expected<void> shut = cursor.expect(end); !shut) return failure(shut.error());
    return items;
}

/// What stands in round brackets behind a name: a length, as in `msg_iov(1)`, or an argument.
Expected<std::vector<Value>> read_brackets(Cursor& cursor, int depth) {
    if (!cursor.takes("(")) return std::vector<Value>{};
    return read_items(cursor, ")", depth);
}

/// `{a=1, b=2}`, or `{..., 1000}` without names.
Expected<Value> read_fields(Cursor& cursor, int depth) {
    Value value{.kind = Kind::fields};
    if (cursor.takes("}")) return value;
    do {
        Cursor ahead = cursor;
        const std::string name{ahead.word()};
        const auto brackets = read_brackets(ahead, depth);
        const bool named = !name.empty() && brackets && ahead.takes("=");
        if (named) cursor = ahead;
        Expected<Value> item = read_value(cursor, depth + 1);
        if (!item) return failure(item.error());
        value.names.push_back(named ? name : "");
        value.items.push_back(std::move(*item));
        if (value.items.size() > most_items) return cursor.fail("too many fields");
    } while (cursor.takes(","));
    if (const Expected<void> shut = cursor.expect("}"); !shut) return failure(shut.error());
    return value;
}

/// A constant, an errno, the name of an option, or a function of headers such as htons().
Expected<Value> read_name(Cursor& cursor, int depth) {
    const std::string name{cursor.word()};
    if (const std::optional<std::int64_t> number = constant_called(name))
        return Value{.kind = Kind::number, .number = *number};
    if (name == "htons" || name == "htonl") {
        const Expected<std::vector<Value>> inside = read_brackets(cursor, depth);
        if (!inside) return failure(inside.error());
        if (inside->size() != 1) return cursor.fail(name + " takes one number");
        return inside->front();
    }
    if (name == "inet_addr") { // compared with nothing, but a call may be made with it
        const Expected<std::vector<Value>> inside = read_brackets(cursor, depth);
        if (!inside) return failure(inside.error());
        return Value{.kind = Kind::wildcard, .text = inside->empty() ? "" : inside->front().text};
    }
    return Value{.kind = Kind::text, .text = name};
}

Expected<Value> read_one(Cursor& cursor, int depth) {
    if (depth > deepest_value) return cursor.fail("values are nested too deeply");
    if (cursor.takes("...")) return Value{.kind = Kind::wildcard};
    if (cursor.takes("[")) {
        Expected<std::vector<Value>> items = read_items(cursor, "]", depth);
        if (!items) return failure(items.error());
        return Value{.kind = Kind::list, .items = std::move(*items)};
    }
    if (cursor.takes("{")) return read_fields(cursor, depth);
    if (cursor.takes("\"")) {
        const Expected<std::string_view> text = cursor.until("\"", "the text");
        if (!text) return failure(text.error());
        return Value{.kind = Kind::text, .text = std::string(*text)};
    }
    cursor.skip();
    if (is_digit(cursor.here()) || cursor.here() == '-') {
        const Expected<std::int64_t> number = cursor.number("a number");
        if (!number) return failure(number.error());
        return Value{.kind = Kind::number, .number = *number};
    }
    if (std::isalpha(static_cast<unsigned char>(cursor.here())) == 0 && cursor.here() != '_')
        return cursor.fail("expected a value");
    return read_name(cursor, depth);
}

/// Two numbers joined by `|`, or multiplied.
Expected<Value> joined(const Cursor& cursor, Value left, const Value& right, bool by_or) {
    const Value& unknown = left.kind == Kind::number ? right : left;
    if (unknown.kind != Kind::number)
        return cursor.unsupported("the constant \"" + unknown.text + "\"");
    constexpr std::int64_t largest_factor = 0x7fffffff;
    if (!by_or && std::max(left.number, right.number) > largest_factor)
        return cursor.fail("the number is too large");
    left.number = by_or ? left.number | right.number : left.number * right.number;
    return left;
}

/// Values joined by `|` or `*`.
Expected<Value> read_value(Cursor& cursor, int depth) {
    Expected<Value> value = read_one(cursor, depth);
    while (value && (cursor.sees("|") || cursor.sees("*"))) {
        const bool joins = cursor.takes("|");
        if (!joins) cursor.advance();
        Expected<Value> more = read_one(cursor, depth);
        if (!more) return more;
        value = joined(cursor, std::move(*value), *more, joins);
    }
    return value;
}

/// What is behind `=`: a number, an errno with its words, and words in brackets.
Expected<void> read_result(Cursor& cursor, Call& call) {
    if (cursor.takes("...") || cursor.takes("?")) return {};
    const Expected<std::int64_t> number = cursor.number("the result of the call");
    if (!number) return failure(number.error());
    call.result = *number;
    cursor.skip_blanks();
    if (*number < 0 && std::isalpha(static_cast<unsigned char>(cursor.here())) != 0) {
        call.error = std::string(cursor.word());
        if (!is_errno(call.error)) return cursor.fail("\"" + call.error + "\" is no errno");
        if (call.error == "EWOULDBLOCK") call.error = "EAGAIN"; // the same number
    }
    cursor.skip_blanks();
    if (cursor.here() != '(') return {};
    const Expected<std::string_view> words = cursor.until(")", "the bracket");
    if (!words) return failure(words.error());
    return {};
}

} // namespace

const Value* Value::field(const std::string& name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr : &items[found - names.begin()];
}

Expected<Call> read_call(Cursor& cursor) {
    Call call;
    call.name = std::string(cursor.word());
    if (call.name.empty()) return cursor.fail("expected a packet, a call, a command or code");
    if (const Expected<void> open = cursor.expect("("); !open) return failure(open.error());
    Expected<std::vector<Value>> arguments = read_items(cursor, ")", 0);
    if (!arguments) return failure(arguments.error());
    call.arguments = std::move(*arguments);
    if (const Expected<void> equals = cursor.expect("="); !equals) return failure(equals.error());
    if (const Expected<void> result = read_result(cursor, call); !result)
        return failure(result.error());
    return call;
}

} // namespace sim::packetdrill
