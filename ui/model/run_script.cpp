#include "ui/model/run_script.h"

#include "sim/base/assert.h"
#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/runner.h"
#include "sim/packetdrill/settings.h"

#include <QFileInfo>

namespace ui {

namespace {

namespace pd = sim::packetdrill;

/// The words of the comment that a script begins with; its file's name where there is none.
std::string titleOf(const std::string& text, const std::string& file) {
    std::string words;
    for (const QString& line : QString::fromStdString(text).split('\n')) {
        if (!line.startsWith("//")) break;
        words += (words.empty() ? "" : " ") + line.mid(2).trimmed().toStdString();
    }
    const std::string name = QFileInfo(QString::fromStdString(file)).fileName().toStdString();
    return words.empty() ? name : words;
}

sim::BilingualText outcomeOf(const pd::RunResult& result) {
    const std::string place = std::to_string(result.line);
    switch (result.outcome) {
    case pd::Outcome::passed:
        return {.en = "The script passes: all that left is what it expects.",
                .zh = "脚本通过：发出的报文与预期完全一致。"};
    case pd::Outcome::failed:
        return {.en = "The script fails at line " + place + ": " + result.message,
                .zh = "脚本在第 " + place + " 行未通过：" + result.message};
    case pd::Outcome::unsupported:
        return {.en = "Line " + place + " asks for what is not played: " + result.message,
                .zh = "第 " + place + " 行的要求无法播放：" + result.message};
    }
    sim::unreachable();
}

} // namespace

bool isScript(const std::string& file) {
    return file.ends_with(".pkt");
}

sim::Expected<ScriptRun> playScript(const std::string& text, const std::string& file,
                                    const sim::Overrides& overrides) {
    pd::RunRequest request;
    if (!overrides.profile.empty()) {
        const sim::Expected<sim::ProfileName> profile = sim::profile_called(overrides.profile);
        if (!profile) return sim::failure(profile.error());
        request.profile = *profile;
    }
    const sim::Expected<pd::Script> script =
        pd::parse_script(text, {.file = file, .defined = pd::names_defined_for(request.profile)});
    if (!script) return sim::failure(script.error());
    pd::RunResult result = pd::run_script(*script, request);
    sim::Scenario scenario;
    scenario.name = QFileInfo(QString::fromStdString(file)).completeBaseName().toStdString();
    const std::string title = titleOf(text, file);
    scenario.title = {.en = title, .zh = title};
    scenario.text = outcomeOf(result);
    scenario.profile = request.profile;
    scenario.model_only = "a packetdrill script is played on the model";
    for (const sim::TraceHost& host : result.trace.header.hosts)
        scenario.hosts.push_back(
            {host.name, host.address, sim::profile_named(request.profile), {}});
    result.trace.header.scenario = scenario.name;
    return ScriptRun{std::move(scenario), Run::observed(std::move(result.trace))};
}

} // namespace ui
