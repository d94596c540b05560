#include "app/tcp_theater_export.h"

#include "ui/model/language.h"
#include "ui/model/production.h"
#include "ui/view/ladder_export.h"

#include <cstdio>
#include <string>

namespace {

constexpr int bad_input = 2;

const QString export_option = QStringLiteral("export");
const QString theme_option = QStringLiteral("theme");
const QString language_option = QStringLiteral("lang");
const QString width_option = QStringLiteral("width");

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
    if (is_number && width >= ui::LadderSheet::least_width && width <= ui::LadderSheet::most_width)
        return width;
    return sim::failure(sim::Error{
        .message = "'" + text.toStdString() + "' is no width for a ladder",
        .remedy = "write a number of pixels from " + std::to_string(ui::LadderSheet::least_width)
                  + " to " + std::to_string(ui::LadderSheet::most_width)});
}

sim::Expected<void> write(const QCommandLineParser& parser) {
    const QStringList scenarios = parser.positionalArguments();
    const QString file = parser.value(export_option);
    if (!parser.isSet(export_option))
        return sim::failure(sim::Error{.message = "--theme, --lang and --width are for pictures",
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
    const ui::LadderSheet sheet{.title = QString::fromStdString(chinese ? title.zh : title.en),
                                .theme = ui::themeNamed(*theme),
                                .width = *width};
    return ui::exportLadder(*state.run(), sheet, file);
}

} // namespace

void add_export_options(QCommandLineParser& parser) {
    parser.addOptions(
        {{export_option,
          QStringLiteral("Write the scenario's ladder to a picture instead of opening the window; "
                         "the file's end says the format."),
          QStringLiteral("FILE.svg|png|pdf")},
         {theme_option, QStringLiteral("The picture's colours; light when not said."),
          QStringLiteral("dark|light|high-contrast"), QStringLiteral("light")},
         {language_option, QStringLiteral("The picture's language; en when not said."),
          QStringLiteral("en|zh"), QStringLiteral("en")},
         {width_option, QStringLiteral("The picture's width in pixels."), QStringLiteral("N"),
          QString::number(ui::LadderSheet::usual_width)}});
}

bool wants_export(const QCommandLineParser& parser) {
    return parser.isSet(export_option) || parser.isSet(theme_option)
           || parser.isSet(language_option) || parser.isSet(width_option);
}

int run_export(const QCommandLineParser& parser) {
    const sim::Expected<void> written = write(parser);
    if (written) return 0;
    complain(sim::to_text(written.error()));
    return bad_input;
}
