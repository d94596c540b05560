#include "tests/ui/contrast.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QtTest>

using ui::ThemeName;

namespace {

using Channels = std::array<double, 3>;
using Matrix = std::array<Channels, 3>;

/// Who looks, and what a colour's linear light becomes to them: Machado, Oliveira and Fernandes
/// 2009, severity 1.
struct Vision {
    const char* name;
    Matrix matrix;
};

constexpr std::array visions{
    Vision{"everyone", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Vision{"protan",
           {{{0.152286, 1.052583, -0.204868},
             {0.114503, 0.786281, 0.099216},
             {-0.003882, -0.048116, 1.051998}}}},
    Vision{"deutan",
           {{{0.367322, 0.860646, -0.227968},
             {0.280085, 0.672501, 0.047413},
             {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritan",
           {{{1.255528, -0.076749, -0.178779},
             {-0.078411, 0.930809, 0.147602},
             {0.004733, 0.691367, 0.303900}}}},
};

Channels times(const Matrix& matrix, const Channels& vector) {
    Channels product{};
    for (std::size_t row = 0; row < product.size(); ++row)
        for (std::size_t n = 0; n < vector.size(); ++n)
            product.at(row) += matrix.at(row).at(n) * vector.at(n);
    return product;
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// CIELAB under D65, as that vision has it.
Channels labOf(const QColor& colour, const Vision& vision) {
    constexpr Matrix to_xyz{{{0.4124564, 0.3575761, 0.1804375},
                             {0.2126729, 0.7151522, 0.0721750},
                             {0.0193339, 0.1191920, 0.9503041}}};
    constexpr Channels white{0.95047, 1, 1.08883};
    Channels seen = times(vision.matrix,
                          {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())});
    for (double& channel : seen)
        channel = std::clamp(channel, 0.0, 1.0);
    Channels f = times(to_xyz, seen);
    for (std::size_t n = 0; n < f.size(); ++n) {
        const double share = f.at(n) / white.at(n);
        f.at(n) = share > 216.0 / 24389 ? std::cbrt(share) : (24389.0 / 27 * share + 16) / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

/// Delta-E of CIE 1976.
double distance(const QColor& one, const QColor& other, const Vision& vision) {
    const Channels a = labOf(one, vision);
    const Channels b = labOf(other, vision);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

struct Hue {
    const char* name{};
    QColor colour;
};

std::array<Hue, 7> huesOf(const ui::Theme& theme) {
    return {{{"host A", theme.host_a},
             {"host B", theme.host_b},
             {"opening", theme.opening},
             {"pure ACK", theme.pure_ack},
             {"closing", theme.closing},
             {"SACKed", theme.sacked},
             {"alarm", theme.alarm}}};
}

} // namespace

class TestHues : public QObject {
    Q_OBJECT

private:
    static void addThemes() {
        QTest::addColumn<ThemeName>("name");
        for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::high_contrast})
            QTest::newRow(qPrintable(ui::keyOf(name))) << name;
    }

private slots:
    void a_colour_has_the_distance_of_its_definition() {
        // CIELAB of pure red under D65 is 53.24, 80.09, 67.20; of pure white 100, 0, 0.
        const double red = distance(QColor{255, 0, 0}, Qt::white, visions[0]);
        QVERIFY2(std::abs(red - 114.53) < 0.1, qPrintable(QString::number(red)));
        // To protan eyes red is dark, and much the same as a dark olive.
        QVERIFY(distance(QColor{200, 0, 0}, QColor{88, 80, 0}, visions[0]) > 60);
        QVERIFY(distance(QColor{200, 0, 0}, QColor{88, 80, 0}, visions[1]) < 5);
    }

    void no_two_hues_are_alike_to_any_eyes_data() { addThemes(); }
    void no_two_hues_are_alike_to_any_eyes() {
        QFETCH(ThemeName, name);
        const double least = name == ThemeName::high_contrast ? 12.9 : 16;
        const std::array hues = huesOf(ui::themeNamed(name));
        for (const Vision& vision : visions)
            for (std::size_t n = 0; n < hues.size(); ++n)
                for (std::size_t other = 0; other < n; ++other) {
                    const double apart = distance(hues.at(n).colour, hues.at(other).colour, vision);
                    QVERIFY2(apart >= least,
                             qPrintable(QStringLiteral("%1 and %2, %3: %4")
                                            .arg(hues.at(n).name, hues.at(other).name, vision.name)
                                            .arg(apart)));
                }
    }

    void every_hue_is_read_on_its_card_data() { addThemes(); }
    void every_hue_is_read_on_its_card() {
        QFETCH(ThemeName, name);
        const ui::Theme theme = ui::themeNamed(name);
        for (const Hue& hue : huesOf(theme)) {
            const qreal contrast = ui_test::contrastOf(hue.colour, theme.card);
            QVERIFY2(contrast >= 4.5,
                     qPrintable(QStringLiteral("%1: %2").arg(hue.name).arg(contrast)));
        }
    }
};

QTEST_MAIN(TestHues)
#include "test_hues.moc"
