//! Floats as JSON text, digit by digit what Nix prints: its library finds digits by Grisu2 (Florian
//! Loitsch, "Printing Floating-Point Numbers Quickly and Accurately with Integers"), which are not
//! always the shortest: `1e23` is `9.999999999999999e+22`.

/// A float as JSON text; an exponent from 1e15 on and below 1e-4.
pub(crate) fn float(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number == 0.0 {
        return format!("{sign}0.0");
    }
    let (digits, exponent) = digits_of(number.abs());
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    // The digits stand behind `0.`, times ten to the power of this.
    let point = count + exponent;
    let at = usize::try_from(point).unwrap_or(0);
    if count <= point && point <= 15 {
        format!("{sign}{digits}{}.0", "0".repeat(at - digits.len()))
    } else if 0 < point && point <= 15 {
        format!("{sign}{}.{}", &digits[..at], &digits[at..])
    } else if -4 < point && point <= 0 {
        format!("{sign}0.{}{digits}", "0".repeat(usize::try_from(-point).unwrap_or(0)))
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let power = point - 1;
        let power_sign = if power < 0 { '-' } else { '+' };
        format!("{sign}{first}{dot}{rest}e{power_sign}{:02}", power.abs())
    }
}

/// `f` times two to the power `e`.
#[derive(Clone, Copy)]
struct Scaled {
    f: u64,
    e: i32,
}

impl Scaled {
    /// The same with the highest bit set.
    fn normal(self) -> Scaled {
        let shift = self.f.leading_zeros();
        Scaled { f: self.f << shift, e: self.e - shift as i32 }
    }

    /// The product, rounded to 64 bits.
    fn times(self, other: Scaled) -> Scaled {
        let product = u128::from(self.f) * u128::from(other.f) + (1 << 63);
        Scaled { f: (product >> 64) as u64, e: self.e + other.e + 64 }
    }
}

/// Digits of a number above zero, and the power of ten that the last of them stands for.
fn digits_of(number: f64) -> (String, i32) {
    let bits = number.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    let value = match exponent {
        0 => Scaled { f: fraction, e: -1074 },
        _ => Scaled { f: fraction | 1 << 52, e: exponent - 1075 },
    };
    // Half way to the next floats; the one below is nearer where the exponent changes.
    let above = Scaled { f: 2 * value.f + 1, e: value.e - 1 }.normal();
    let below = match fraction == 0 && exponent > 1 {
        true => Scaled { f: 4 * value.f - 1, e: value.e - 2 },
        false => Scaled { f: 2 * value.f - 1, e: value.e - 1 },
    };
    let below = Scaled { f: below.f << (below.e - above.e), e: above.e };

    let (power, decimal) = power_for(above.e);
    let exact = value.normal().times(power);
    let (low, high) = (below.times(power), above.times(power));
    // One less on both sides, since products are rounded.
    generated(low.f + 1, exact.f, Scaled { f: high.f - 1, e: high.e }, -decimal)
}

/// Digits of a number between `low` and `high`, near to `exact`; all have the exponent of `high`,
/// which leaves an integer part of 32 bits at most.
fn generated(low: u64, exact: u64, high: Scaled, mut decimal: i32) -> (String, i32) {
    let shift = -high.e;
    let (mut delta, mut distance) = (high.f - low, high.f - exact);
    let (mut whole, mut part) = (high.f >> shift, high.f & ((1 << shift) - 1));
    let mut digits = Vec::with_capacity(17);
    let mut left = whole.ilog10() + 1;
    while left > 0 {
        let ten = 10_u64.pow(left - 1);
        digits.push(b'0' + (whole / ten) as u8);
        whole %= ten;
        left -= 1;
        let rest = (whole << shift) + part;
        if rest <= delta {
            decimal += left as i32;
            round(&mut digits, distance, delta, rest, ten << shift);
            return (text(digits), decimal);
        }
    }
    loop {
        part *= 10;
        digits.push(b'0' + (part >> shift) as u8);
        part &= (1 << shift) - 1;
        decimal -= 1;
        delta *= 10;
        distance *= 10;
        if part <= delta {
            round(&mut digits, distance, delta, part, 1 << shift);
            return (text(digits), decimal);
        }
    }
}

/// Lowers the last digit as long as that is nearer and still inside.
fn round(digits: &mut [u8], distance: u64, delta: u64, mut rest: u64, ten: u64) {
    let Some(last) = digits.last_mut() else { return };
    while rest < distance
        && delta - rest >= ten
        && (rest + ten < distance || distance - rest > rest + ten - distance)
    {
        *last -= 1;
        rest += ten;
    }
}

fn text(digits: Vec<u8>) -> String {
    digits.into_iter().map(char::from).collect()
}

/// A power of ten that brings a number with this exponent to one from -60 to -32.
fn power_for(exponent: i32) -> (Scaled, i32) {
    let wanted = -60 - exponent - 1;
    let decimal = wanted * 78_913 / (1 << 18) + i32::from(wanted > 0);
    let index = (300 + decimal + 7) / 8;
    let decimal = index * 8 - 300;
    let f = POWERS[usize::try_from(index).unwrap_or(0)];
    // The logarithm of ten to the base two, as a fraction.
    (Scaled { f, e: ((decimal * 1_741_647) >> 19) - 63 }, decimal)
}

/// The first 64 bits of every eighth power of ten, from -300 to 324, rounded.
const POWERS: [u64; 79] = [
    0xAB70_FE17_C79A_C6CA,
    0xFF77_B1FC_BEBC_DC4F,
    0xBE56_91EF_416B_D60C,
    0x8DD0_1FAD_907F_FC3C,
    0xD351_5C28_3155_9A83,
    0x9D71_AC8F_ADA6_C9B5,
    0xEA9C_2277_23EE_8BCB,
    0xAECC_4991_4078_536D,
    0x823C_1279_5DB6_CE57,
    0xC210_9436_4DFB_5637,
    0x9096_EA6F_3848_984F,
    0xD774_85CB_2582_3AC7,
    0xA086_CFCD_97BF_97F4,
    0xEF34_0A98_172A_ACE5,
    0xB238_67FB_2A35_B28E,
    0x84C8_D4DF_D2C6_3F3B,
    0xC5DD_4427_1AD3_CDBA,
    0x936B_9FCE_BB25_C996,
    0xDBAC_6C24_7D62_A584,
    0xA3AB_6658_0D5F_DAF6,
    0xF3E2_F893_DEC3_F126,
    0xB5B5_ADA8_AAFF_80B8,
    0x8762_5F05_6C7C_4A8B,
    0xC9BC_FF60_34C1_3053,
    0x964E_858C_91BA_2655,
    0xDFF9_7724_7029_7EBD,
    0xA6DF_BD9F_B8E5_B88F,
    0xF8A9_5FCF_8874_7D94,
    0xB944_7093_8FA8_9BCF,
    0x8A08_F0F8_BF0F_156B,
    0xCDB0_2555_6531_31B6,
    0x993F_E2C6_D07B_7FAC,
    0xE45C_10C4_2A2B_3B06,
    0xAA24_2499_6973_92D3,
    0xFD87_B5F2_8300_CA0E,
    0xBCE5_0864_9211_1AEB,
    0x8CBC_CC09_6F50_88CC,
    0xD1B7_1758_E219_652C,
    0x9C40_0000_0000_0000,
    0xE8D4_A510_0000_0000,
    0xAD78_EBC5_AC62_0000,
    0x813F_3978_F894_0984,
    0xC097_CE7B_C907_15B3,
    0x8F7E_32CE_7BEA_5C70,
    0xD5D2_38A4_ABE9_8068,
    0x9F4F_2726_179A_2245,
    0xED63_A231_D4C4_FB27,
    0xB0DE_6538_8CC8_ADA8,
    0x83C7_088E_1AAB_65DB,
    0xC45D_1DF9_4271_1D9A,
    0x924D_692C_A61B_E758,
    0xDA01_EE64_1A70_8DEA,
    0xA26D_A399_9AEF_774A,
    0xF209_787B_B47D_6B85,
    0xB454_E4A1_79DD_1877,
    0x865B_8692_5B9B_C5C2,
    0xC835_53C5_C896_5D3D,
    0x952A_B45C_FA97_A0B3,
    0xDE46_9FBD_99A0_5FE3,
    0xA59B_C234_DB39_8C25,
    0xF6C6_9A72_A398_9F5C,
    0xB7DC_BF53_54E9_BECE,
    0x88FC_F317_F222_41E2,
    0xCC20_CE9B_D35C_78A5,
    0x9816_5AF3_7B21_53DF,
    0xE2A0_B5DC_971F_303A,
    0xA8D9_D153_5CE3_B396,
    0xFB9B_7CD9_A4A7_443C,
    0xBB76_4C4C_A7A4_4410,
    0x8BAB_8EEF_B640_9C1A,
    0xD01F_EF10_A657_842C,
    0x9B10_A4E5_E991_3129,
    0xE710_9BFB_A19C_0C9D,
    0xAC28_20D9_623B_F429,
    0x8044_4B5E_7AA7_CF85,
    0xBF21_E440_03AC_DD2D,
    0x8E67_9C2F_5E44_FF8F,
    0xD433_179D_9C8C_B841,
    0x9E19_DB92_B4E3_1BA9,
];
