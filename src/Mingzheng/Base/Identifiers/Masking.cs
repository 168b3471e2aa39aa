using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>
/// What a screen shows of personal data to people who may not see all of it (dossier-and-data 3.2). Masking is done on
/// the server and is not reversible. Values that do not have their expected form are hidden whole.
/// </summary>
public static partial class Masking
{
    /// <summary>Stands for a value of which nothing is shown, not even its length.</summary>
    public const string Hidden = "***";

    static readonly string[] CompoundSurnames =
    [
        "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "皇甫", "尉迟", "尉遲", "公孙", "公孫",
        "慕容", "令狐", "夏侯", "轩辕", "軒轅", "长孙", "長孫", "宇文", "端木", "独孤", "獨孤", "南宫", "南宮", "西门", "西門", "闻人", "聞人",
    ];

    /// <summary>Shows a value at a level; <paramref name="partial"/> is one of the functions of this class.</summary>
    public static string At(MaskingLevel level, string value, Func<string, string> partial) => level switch
    {
        MaskingLevel.None => value,
        MaskingLevel.Partial => partial(value),
        MaskingLevel.Strong => value.Length == 0 ? "" : Hidden,
        MaskingLevel.Removed => "",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>张* ; 王*明 ; 欧阳** ; 阿*** for names with a middle dot ; J*** D** for Latin names.</summary>
    public static string Name(string name)
    {
        var kept = WrittenForm.Name(name);
        if (kept.EnumerateRunes().Any(IsLatin))
        {
            return string.Join(' ', kept.Split(' ').Select(LatinWord));
        }

        var characters = kept.EnumerateRunes().Where(rune => rune.Value != ' ').Select(rune => rune.ToString()).ToArray();
        if (characters.Length < 2)
        {
            return Stars(characters.Length);
        }

        if (characters.Contains("\u00B7"))
        {
            return characters[0] + Hidden;
        }

        var isCompound = characters.Length > 2 && CompoundSurnames.Contains(characters[0] + characters[1]);
        return isCompound ? characters[0] + characters[1] + Stars(characters.Length - 2)
            : characters.Length == 2 ? characters[0] + "*"
            : characters[0] + Stars(characters.Length - 2) + characters[^1];
    }

    /// <summary>110***********4514, also for residence permits.</summary>
    public static string MainlandResidentId(string number) => Ends(WrittenForm.Number(number), first: 3, last: 4);

    /// <summary>H12*****9.</summary>
    public static string TravelPermit(string number) => Ends(WrittenForm.Number(number), first: 3, last: 1);

    /// <summary>12****78.</summary>
    public static string TaiwanPermit(string number) => Ends(WrittenForm.Number(number), first: 2, last: 2);

    /// <summary>E0*****34.</summary>
    public static string Passport(string number) => Ends(WrittenForm.Number(number), first: 2, last: 2);

    /// <summary>A12***(*): the letters and two digits.</summary>
    public static string HongKongIdentityCard(string number)
    {
        var letters = WrittenForm.Number(number, "()").TakeWhile(char.IsAsciiLetter).Count();
        var characters = WrittenForm.Number(number, "()");
        return letters is 1 or 2 && characters.Length == letters + 7 ? characters[..(letters + 2)] + "***(*)" : Hidden;
    }

    /// <summary>138****5678 ; 91****34 ; 0912***678 ; 020-****12 ; elsewhere the first three characters and the last two.</summary>
    public static string Phone(PhoneNumber number) => number.Region switch
    {
        PhoneRegion.Mainland when !number.IsMobile => $"{number.AreaCode}-****{number.National[^2..]}",
        PhoneRegion.Mainland => Ends(number.National, first: 3, last: 4),
        PhoneRegion.HongKong or PhoneRegion.Macao => Ends(number.National, first: 2, last: 2),
        PhoneRegion.Taiwan => Ends(number.National, first: 4, last: 3),
        PhoneRegion.Elsewhere => Ends(number.E164, first: 3, last: 2),
        _ => throw new InvalidOperationException($"No mask for {number.Region}."),
    };

    /// <summary>A telephone number as written; hidden whole when it is none.</summary>
    public static string Phone(string number) =>
        PhoneNumber.TryParse(number, assumed: null, out var parsed, out _) ? Phone(parsed)
        : PhoneNumber.TryParse(number, PhoneRegion.HongKong, out parsed, out _) ? Phone(parsed)
        : Hidden;

    /// <summary>l***@example.com.</summary>
    public static string Email(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? Rune.GetRuneAt(address, 0) + Hidden + address[at..] : Hidden;
    }

    /// <summary>622202*********3455, or the last four digits only for the other parties of a case.</summary>
    public static string BankCard(string number, bool lastFourOnly = false) =>
        Ends(WrittenForm.Number(number, "-"), first: lastFourOnly ? 0 : 6, last: 4);

    /// <summary>广州市天河区*** : a mainland address down to county level, otherwise the last part without digits.</summary>
    public static string Address(string address)
    {
        var written = WrittenForm.HalfWidth(address).Trim();
        var mainland = DownToCounty().Match(written);
        if (mainland.Success)
        {
            return mainland.Value + Hidden;
        }

        var lastPart = written[(written.LastIndexOf(',') + 1)..].Trim();
        return written.Contains(',', StringComparison.Ordinal) && lastPart.Length > 0 && !lastPart.Any(char.IsDigit) ? $"{Hidden}, {lastPart}" : Hidden;
    }

    /// <summary>1990-**-**.</summary>
    public static string BirthDate(DateOnly date) => date.Year.ToString("D4", CultureInfo.InvariantCulture) + "-**-**";

    /// <summary>粤A***.</summary>
    public static string Plate(string plate)
    {
        var written = WrittenForm.Number(plate, "\u00B7");
        return written.Length > 2 ? written[..2] + Hidden : Hidden;
    }

    /// <summary>Keeps the ends and one star for each character between; hides all when the ends would show most of it.</summary>
    internal static string Ends(string value, int first, int last) =>
        value.Length >= first + last + 2 ? value[..first] + Stars(value.Length - first - last) + value[^last..] : value.Length == 0 ? "" : Hidden;

    static string LatinWord(string word)
    {
        var comma = word.EndsWith(',') ? "," : "";
        var letters = word[..^comma.Length].EnumerateRunes().ToArray();
        return letters.Length == 0 ? comma : letters[0] + Stars(Math.Max(1, letters.Length - 1)) + comma;
    }

    static bool IsLatin(Rune rune) => rune.Value < 0x0250 && Rune.IsLetter(rune);

    static string Stars(int count) => new('*', count);

    [GeneratedRegex(
        "^(?:(?:香港|澳门|澳門)(?:特别行政区|特別行政區)?|台湾省?|臺灣省?"
        + "|(?:[^0-9,]{2,8}?(?:省|自治区))?(?:[^0-9,]{2,12}?(?:市|自治州|地区|盟))?[^0-9,]{1,10}?(?:区|县|旗|市|林区))")]
    private static partial Regex DownToCounty();
}
