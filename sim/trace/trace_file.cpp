#include "sim/trace/trace_file.h"

#include "sim/trace/byte_archive.h"
#include "sim/trace/trace_check.h"
#include "sim/trace/trace_fields.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

namespace sim {

namespace {

static_assert(std::endian::native == std::endian::little && std::is_trivially_copyable_v<Record>,
              "a trace file holds its records as they lie in memory");

constexpr std::string_view magic{"TCPTRACE"};
constexpr std::uint32_t version = 4;
/// The first version that has a table; older files lack it.
constexpr std::uint32_t oldest_version = 1;
constexpr std::uint32_t foreign_bytes_since = 2;
constexpr std::uint32_t load_since = 3;
constexpr std::uint32_t icmp_since = 4;

/// The number that a rule had when the file was written, and its name, which never changes.
struct RuleNumber {
    std::uint16_t number{};
    std::string name;
};

auto fields_of(As<RuleNumber> auto& rule) {
    return std::tie(rule.number, rule.name);
}

std::vector<RuleNumber> rules_used_by(const Trace& trace) {
    std::vector<bool> used(all_rules().size());
    for (RecordId id = 1; id <= trace.last(); ++id)
        used[static_cast<std::size_t>(trace.record(id).rule)] = true;
    std::vector<RuleNumber> rules;
    for (std::size_t number = 0; number < used.size(); ++number)
        if (used[number])
            rules.push_back({.number = static_cast<std::uint16_t>(number),
                             .name = std::string(all_rules()[number].name)});
    return rules;
}

void put_records(ByteWriter& out, const RecordStore& records) {
    for (std::size_t i = 0; i < records.size(); i += RecordStore::per_chunk) {
        const std::size_t count = std::min(RecordStore::per_chunk, records.size() - i);
        std::string bytes(count * sizeof(Record), '\0');
        std::memcpy(bytes.data(), &records[i], bytes.size());
        out.put_raw(bytes);
    }
}

void get_records(std::string_view bytes, RecordStore& records) {
    for (; !bytes.empty(); bytes.remove_prefix(sizeof(Record))) {
        Record record;
        std::memcpy(static_cast<void*>(&record), bytes.data(), sizeof(Record));
        records.push_back(record);
    }
}

/// Gives each record the number that its rule has in this program.
Expected<void> renumber(RecordStore& records, const std::vector<RuleNumber>& written) {
    constexpr auto unknown = static_cast<Rule>(std::numeric_limits<std::uint16_t>::max());
    std::vector<Rule> present(std::numeric_limits<std::uint16_t>::max() + std::size_t{1}, unknown);
    for (const RuleNumber& rule : written) {
        const auto known =
            std::find_if(all_rules().begin(), all_rules().end(),
                         [&](const RuleText& text) { return text.name == rule.name; });
        if (known == all_rules().end())
            return failure(Error{.message = "the trace names a rule \"" + rule.name
                                            + "\" that this program does not know",
                                 .remedy = "open it with the version that wrote it"});
        present[rule.number] = known->rule;
    }
    for (std::size_t i = 0; i < records.size(); ++i)
        records[i].rule = present[static_cast<std::size_t>(records[i].rule)];
    return {};
}

void put_addresses(ByteWriter& out, const AddressTable& table) {
    out.put(static_cast<std::uint32_t>(table.size()));
    for (std::size_t id = 0; id < table.size(); ++id)
        out.put(table.at(static_cast<AddressId>(id)));
}

/// False when an address stands twice, or there are more than a table holds.
bool get_addresses(ByteReader& in, AddressTable& table) {
    std::vector<Address> addresses;
    in.get(addresses);
    if (addresses.size() >= std::numeric_limits<AddressId>::max()) return false;
    for (const Address& address : addresses)
        table.intern(address);
    return table.size() == addresses.size();
}

Error damaged() {
    return {.message = "the trace file is damaged or cut short", .remedy = "record it again"};
}

} // namespace

std::string encode_trace(const Trace& trace) {
    ByteWriter out;
    out.put_raw(magic);
    out.put(version);
    out.put(static_cast<std::uint32_t>(trace.records.size()));
    put_records(out, trace.records);
    out.put(rules_used_by(trace));
    out.put(trace.header);
    put_addresses(out, trace.addresses);
    out.put(trace.conversations);
    out.put(trace.options);
    out.put(trace.calls);
    out.put(trace.timers);
    out.put(trace.changes);
    out.put(trace.observations);
    out.put(trace.foreign);
    out.put(trace.load);
    out.put(trace.icmp);
    out.put(trace.urgent);
    return out.take();
}

Expected<Trace> decode_trace(std::string_view bytes) {
    ByteReader in(bytes);
    if (in.get_raw(magic.size()) != magic)
        return failure(
            Error{.message = "this is not a trace file",
                  .remedy = "make one with: tcpsim run SCENARIO --format trace --output FILE"});
    std::uint32_t written_version = 0;
    std::uint32_t count = 0;
    in.get(written_version);
    const bool is_known = written_version >= oldest_version && written_version <= version;
    if (in.good() && !is_known)
        return failure(Error{.message = "the trace file has version "
                                        + std::to_string(written_version)
                                        + ", this program reads version " + std::to_string(version),
                             .remedy = "record it again"});
    in.get(count);
    Trace trace;
    get_records(in.get_raw(count * sizeof(Record)), trace.records);
    std::vector<RuleNumber> rules;
    in.get(rules);
    in.get(trace.header);
    const bool addresses_good = get_addresses(in, trace.addresses);
    in.get(trace.conversations);
    in.get(trace.options);
    in.get(trace.calls);
    in.get(trace.timers);
    in.get(trace.changes);
    in.get(trace.observations);
    if (written_version >= foreign_bytes_since) in.get(trace.foreign);
    if (written_version >= load_since) in.get(trace.load);
    if (written_version >= icmp_since) {
        in.get(trace.icmp);
        in.get(trace.urgent);
    }
    if (!in.good() || !in.at_end() || !addresses_good) return failure(damaged());
    return renumber(trace.records, rules).and_then([&] { return check_trace(trace); }).map([&] {
        return std::move(trace);
    });
}

} // namespace sim
