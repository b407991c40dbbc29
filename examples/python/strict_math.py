"""exp, sin and cos bit for bit as Java's StrictMath has them: the algorithms of fdlibm 5.3 (e_exp.c, s_sin.c, e_rem_pio2.c).

Sun Microsystems' fdlibm fixes every operation, so that its results are the same on every machine with IEEE 754 arithmetic;
a platform's own libm may differ in the last bit.
"""
import struct
from math import copysign, inf, isnan, ldexp, nan

LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
EXP = (1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06,
       4.13813679705723846039e-08)
SIN = (-1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
       -2.50507602534068634195e-08, 1.58969099521155010221e-10)
COS = (4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05, -2.75573143513906633035e-07,
       2.08757232129817482790e-09, -1.13596475577881948265e-11)
# pi/2 in three parts of 33 bits, each with what is then left
PIO2 = ((1.57079632673412561417e+00, 6.07710050650619224932e-11), (6.07710050630396597660e-11, 2.02226624879595063154e-21),
        (2.02226624871116645580e-21, 8.47842766036889956997e-32))
HALF_PI = 1.5707963267948966


def high(x):
    """The high word of |x|."""
    return struct.unpack(">I", struct.pack(">d", abs(x))[:4])[0]


def polynomial(coefficients, z):
    value = 0.0
    for c in reversed(coefficients):
        value = c + z * value
    return value


def exp(x):
    if isnan(x) or x > 7.09782712893383973096e+02 or x < -7.45133219101941108420e+02:
        return nan if isnan(x) else inf if x > 0 else 0.0
    low, upper, k = 0.0, x, 0
    if high(x) > 0x3FD62E42:  # |x| > ln(2) / 2
        near = high(x) < 0x3FF0A2B2  # |x| < 1.5 ln(2)
        k = int(copysign(1, x)) if near else int(1.44269504088896338700e+00 * x + copysign(0.5, x))
        upper, low = x - k * LN2_HIGH, k * LN2_LOW
        x = upper - low
    elif high(x) < 0x3E300000:
        return 1.0 + x
    t = x * x
    c = x - t * polynomial(EXP, t)
    if k == 0:
        return 1.0 - ((x * c) / (c - 2.0) - x)
    y = 1.0 - ((low - (x * c) / (2.0 - c)) - upper)
    return ldexp(y, k) if k >= -1021 else ldexp(y, k + 1000) * 2.0 ** -1000


def reduce(x):
    """n and y, y's rest, with x = n * pi/2 + y."""
    if abs(x) > HALF_PI * 2 ** 19:
        raise ValueError(f"an angle must be at most 2^19 * pi/2 to give predict4j's bits, found {x}")
    t = abs(x)
    if high(x) < 0x4002D97C:  # below 3/4 pi n is 1, and the first part is enough unless x is next to pi/2
        n, r, w = 1, t - PIO2[0][0], PIO2[0][1]
        if high(x) == 0x3FF921FB:
            r, w = r - PIO2[1][0], PIO2[1][1]
    else:
        n = int(t * 6.36619772367581382433e-01 + 0.5)
        r, w = t - n * PIO2[0][0], n * PIO2[0][1]
        near = n >= 32 or high(x) == high(n * HALF_PI)  # much may cancel
        for part, bits in ((1, 16), (2, 49)):
            if not near or (high(x) >> 20) - (high(r - w) >> 20) <= bits:
                break
            before, w = r, n * PIO2[part][0]
            r = before - w
            w = n * PIO2[part][1] - ((before - r) - w)
    y = r - w
    rest = (r - y) - w
    return (n, y, rest) if x > 0 else (-n, -y, -rest)


def kernel_sin(x, y):
    if high(x) < 0x3E400000:
        return x
    z = x * x
    v = z * x
    r = polynomial(SIN[1:], z)
    return x + v * (SIN[0] + z * r) if y is None else x - ((z * (0.5 * y - v * r) - y) - v * SIN[0])


def kernel_cos(x, y):
    if high(x) < 0x3E400000:
        return 1.0
    z = x * x
    r = z * polynomial(COS, z)
    if high(x) < 0x3FD33333:
        return 1.0 - (0.5 * z - (z * r - x * y))
    q = 0.28125 if high(x) > 0x3FE90000 else struct.unpack(">d", struct.pack(">II", high(x) - 0x00200000, 0))[0]
    return (1.0 - q) - ((0.5 * z - q) - (z * r - x * y))


def turned(x, quarters):
    """sin(x + quarters * pi/2)."""
    if isnan(x):
        return nan
    if high(x) <= 0x3FE921FB:  # |x| <= pi/4
        return kernel_sin(x, None) if quarters == 0 else kernel_cos(x, 0.0)
    n, y, rest = reduce(x)
    value = kernel_sin(y, rest) if (n + quarters) % 2 == 0 else kernel_cos(y, rest)
    return value if (n + quarters) % 4 < 2 else -value


def sin(x):
    return turned(x, 0)


def cos(x):
    return turned(x, 1)
