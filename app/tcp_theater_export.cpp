#include "app/tcp_theater_export.h"

#include "ui/model/language.h"
#include "ui/model/production.h"
#include "ui/view/ladder_export.h"
#include "ui/view/plot_export.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace {

constexpr int bad_input = 2;

const QString export_option = QStringLiteral("export");
const QString theme_option = QStringLiteral("theme");
const QString language_option = QStringLiteral("lang");
const QString width_option = QStringLiteral("width");
const QString plot_option = QStringLiteral("plot");
const QString style_option = QStringLiteral("sequence");

constexpr std::array all_plots{ui::PlotChart::sequence, ui::PlotChart::congestion,
                               ui::PlotChart::round_trip, ui::PlotChart::windows,
                               ui::PlotChart::throughput};

void complain(const std::string& text) {
    std::fprintf(stderr, "tcp-theater: %s\n", text.c_str());
}

sim::Expected<ui::ThemeName> theme_of(const QCommandLineParser& parser) {
    const QString key = parser.value(theme_option);
    const ui::ThemeName name = ui::themeWithKey(key);
    if (ui::keyOf(name) == key) return name;
    return sim::failure(sim::Error{.message = "there is no theme '" + key.toStdString() + "'",
                                   .remedy = "write dark, light or high-contrast"});
}

sim::Expected<ui::Language> language_of(const QCommandLineParser& parser) {
    const QString code = parser.value(language_option);
    if (code == QLatin1String("en")) return ui::Language::english;
    if (code != QLatin1String("zh"))
        return sim::failure(
            sim::Error{.message = "there is no language '" + code.toStdString() + "'",
                       .remedy = "write en or zh"});
    if (ui::LanguageSwitch::hasTranslations()) return ui::Language::chinese;
    return sim::failure(sim::Error{.message = "this program was built without Chinese",
                                   .remedy = "install Qt's linguist tools and build it again"});
}

sim::Expected<int> width_of(const QCommandLineParser& parser) {
    bool is_number = false;
    const QString text = parser.value(width_option);
    const int width = text.toInt(&is_number);
    if (is_number && width >= ui::Picture::least_width && width <= ui::Picture::most_width)
        return width;
    return sim::failure(sim::Error{
        .message = "'" + text.toStdString() + "' is no width for a picture",
        .remedy = "write a number of pixels from " + std::to_string(ui::Picture::least_width)
                  + " to " + std::to_string(ui::Picture::most_width)});
}

sim::Expected<std::vector<ui::PlotChart>> plots_of(const QCommandLineParser& parser) {
    std::vector<ui::PlotChart> plots;
    if (!parser.isSet(plot_option)) return plots;
    const QString wanted = parser.value(plot_option);
    for (const ui::PlotChart plot : all_plots)
        if (wanted == QLatin1String("all") || wanted == ui::keyOf(plot)) plots.push_back(plot);
    if (!plots.empty()) return plots;
    return sim::failure(
        sim::Error{.message = "there is no plot '" + wanted.toStdString() + "'",
                   .remedy = "write all, sequence, congestion, round-trip, windows or throughput"});
}

sim::Expected<ui::SequenceStyle> style_of(const QCommandLineParser& parser) {
    const QString style = parser.value(style_option);
    if (style == QLatin1String("stevens")) return ui::SequenceStyle::stevens;
    if (style == QLatin1String("tcptrace")) return ui::SequenceStyle::tcptrace;
    return sim::failure(sim::Error{.message = "there is no style '" + style.toStdString() + "'",
                                   .remedy = "write stevens or tcptrace"});
}

/// The direction with the most bytes of the first connection.
sim::Expected<void> write_plots(const ui::Run& run, ui::PlotSheet sheet, const QString& file) {
    const std::vector<ui::PlotFlow> flows = ui::plotFlows(run.trace());
    if (flows.empty())
        return sim::failure(sim::Error{.message = "no connection of this scenario can be plotted",
                                       .remedy = "leave --plot away for its ladder"});
    const auto data = ui::readPlots(run, flows.front());
    sheet.stages.model = data.get();
    return ui::exportPlots(sheet, file);
}

sim::Expected<void> write(const QCommandLineParser& parser) {
    const QStringList scenarios = parser.positionalArguments();
    const QString file = parser.value(export_option);
    if (!parser.isSet(export_option))
        return sim::failure(sim::Error{
            .message = "--plot, --sequence, --theme, --lang and --width are for pictures",
            .remedy = "add --export FILE"});
    if (scenarios.size() != 1)
        return sim::failure(sim::Error{.message = "a picture is made of one scenario",
                                       .remedy = "write tcp-theater SCENARIO --export FILE"});
    const auto theme = theme_of(parser);
    if (!theme) return sim::failure(theme.error());
    const auto language = language_of(parser);
    if (!language) return sim::failure(language.error());
    const auto width = width_of(parser);
    if (!width) return sim::failure(width.error());
    const auto plots = plots_of(parser);
    if (!plots) return sim::failure(plots.error());
    const auto style = style_of(parser);
    if (!style) return sim::failure(style.error());

    ui::LanguageSwitch translations;
    translations.setLanguage(*language);
    ui::ViewState state;
    ui::Production production(state);
    sim::Error trouble;
    QObject::connect(&production, &ui::Production::failed,
                     [&trouble](const sim::Error& error) { trouble = error; });
    if (!production.open(scenarios.first())) return sim::failure(trouble);
    const sim::BilingualText& title = production.scenario()->title;
    const bool chinese = *language == ui::Language::chinese;
    const QString words = QString::fromStdString(chinese ? title.zh : title.en);
    const ui::Theme look = ui::themeNamed(*theme);
    if (plots->empty())
        return ui::exportLadder(*state.run(), {.title = words, .theme = look, .width = *width},
                                file);
    return write_plots(*state.run(),
                       {.title = words,
                        .theme = look,
                        .width = *width,
                        .style = *style,
                        .charts = *plots,
                        .stages = {},
                        .span = {}},
                       file);
}

} // namespace

void add_export_options(QCommandLineParser& parser) {
    parser.addOptions(
        {{export_option,
          QStringLiteral("Write the scenario's ladder to a picture instead of opening the window; "
                         "the file's end says the format."),
          QStringLiteral("FILE.svg|png|pdf")},
         {plot_option,
          QStringLiteral("Write plots over time in place of the ladder: all of them, or one."),
          QStringLiteral("all|sequence|congestion|round-trip|windows|throughput")},
         {style_option, QStringLiteral("How sequence numbers are plotted; stevens when not said."),
          QStringLiteral("stevens|tcptrace"), QStringLiteral("stevens")},
         {theme_option, QStringLiteral("The picture's colours; light when not said."),
          QStringLiteral("dark|light|high-contrast"), QStringLiteral("light")},
         {language_option, QStringLiteral("The picture's language; en when not said."),
          QStringLiteral("en|zh"), QStringLiteral("en")},
         {width_option, QStringLiteral("The picture's width in pixels."), QStringLiteral("N"),
          QString::number(ui::Picture::usual_width)}});
}

bool wants_export(const QCommandLineParser& parser) {
    const std::array options{&export_option, &theme_option, &language_option,
                             &width_option,  &plot_option,  &style_option};
    return std::any_of(options.begin(), options.end(),
                       [&parser](const QString* option) { return parser.isSet(*option); });
}

int run_export(const QCommandLineParser& parser) {
    const sim::Expected<void> written = write(parser);
    if (written) return 0;
    complain(sim::to_text(written.error()));
    return bad_input;
}
