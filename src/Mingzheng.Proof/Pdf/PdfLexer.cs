using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Reads values strictly from a position on. Whatever two readers could understand differently (a doubled dictionary key,
/// a comment between objects, a stream whose length is elsewhere) is refused: a signature must have one meaning.
/// </summary>
sealed class PdfLexer(ReadOnlyMemory<byte> file, int position)
{
    /// <summary>The bytes of a plain hexadecimal string.</summary>
    public static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    const int MaxDepth = 64;
    const int MaxObjectNumber = 8_388_607;

    /// <summary>A value of two bytes becomes an object of eighty; a document of a court has some ten thousand values.</summary>
    const int MaxValues = 1_000_000;
    int depth;
    int values;

    public int Position { get; set; } = position;

    public bool AtEnd => Position >= file.Length;

    ReadOnlySpan<byte> Rest => file.Span[Position..];

    public static bool IsWhiteSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(byte b) =>
        b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    public PdfException Fault(string what) => new($"{what} at byte {Position}");

    public void SkipWhiteSpace()
    {
        while (!AtEnd && IsWhiteSpace(file.Span[Position]))
        {
            Position++;
        }
    }

    public bool Follows(ReadOnlySpan<byte> keyword) => Rest.StartsWith(keyword);

    public bool TryTake(ReadOnlySpan<byte> keyword)
    {
        if (!Follows(keyword))
        {
            return false;
        }
        Position += keyword.Length;
        return true;
    }

    public void Take(ReadOnlySpan<byte> keyword)
    {
        if (!TryTake(keyword))
        {
            throw Fault($"'{Encoding.ASCII.GetString(keyword)}' expected");
        }
    }

    /// <summary>One end of line, or nothing.</summary>
    public void TakeEndOfLine()
    {
        if (!TryTake("\r\n"u8) && !TryTake("\n"u8))
        {
            TryTake("\r"u8);
        }
    }

    /// <summary>An unsigned whole number of at most ten digits.</summary>
    public long TakeNumber()
    {
        var start = Position;
        while (!AtEnd && char.IsAsciiDigit((char)file.Span[Position]) && Position - start < 11)
        {
            Position++;
        }
        if (Position == start || Position - start > 10)
        {
            throw Fault("a number is expected");
        }
        return long.Parse(file.Span[start..Position], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public PdfObject TakeValue()
    {
        SkipWhiteSpace();
        if (AtEnd)
        {
            throw Fault("the file ends inside a value");
        }
        if (++depth > MaxDepth)
        {
            throw Fault("values are nested too deep");
        }
        if (++values > MaxValues)
        {
            throw Fault($"the file holds more than {MaxValues} values");
        }
        var first = file.Span[Position];
        PdfObject value = first switch
        {
            (byte)'/' => new PdfName(TakeName()),
            (byte)'(' => TakeLiteralString(),
            (byte)'[' => TakeArray(),
            (byte)'<' => Follows("<<"u8) ? TakeDictionary() : TakeHexadecimalString(),
            _ when char.IsAsciiDigit((char)first) => TakeNumberOrReference(),
            _ => TakeWord(),
        };
        depth--;
        return value;
    }

    public PdfDictionary TakeDictionary()
    {
        Take("<<"u8);
        var entries = new List<KeyValuePair<string, PdfObject>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            SkipWhiteSpace();
            if (TryTake(">>"u8))
            {
                return new PdfDictionary(entries);
            }
            var key = TakeName();
            if (!keys.Add(key))
            {
                throw Fault($"the key /{key} stands twice in one dictionary");
            }
            entries.Add(new(key, TakeValue()));
        }
    }

    PdfArray TakeArray()
    {
        Take("["u8);
        var items = new List<PdfObject>();
        while (true)
        {
            SkipWhiteSpace();
            if (TryTake("]"u8))
            {
                return new PdfArray(items);
            }
            items.Add(TakeValue());
        }
    }

    string TakeName()
    {
        Take("/"u8);
        var name = new StringBuilder();
        while (!AtEnd && file.Span[Position] is var b && !IsWhiteSpace(b) && !IsDelimiter(b))
        {
            Position++;
            name.Append(b == '#' ? (char)TakeHexadecimalByte() : (char)b);
        }
        return name.ToString();
    }

    byte TakeHexadecimalByte()
    {
        if (Rest.Length < 2 || !byte.TryParse(Rest[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw Fault("two hexadecimal digits are expected");
        }
        Position += 2;
        return value;
    }

    PdfString TakeHexadecimalString()
    {
        var start = Position;
        var length = Rest.IndexOf((byte)'>');
        if (length < 0)
        {
            throw Fault("a string is not closed");
        }
        var digits = Rest[1..length];
        Position += length + 1;
        // Nearly always plain digits; a signature's are many, so no detour over text.
        if (digits.Length % 2 == 0 && digits.IndexOfAnyExcept(HexadecimalDigits) < 0)
        {
            return new PdfString(Convert.FromHexString(digits), true, start, Position);
        }
        var text = string.Concat(Encoding.Latin1.GetString(digits).Where(c => !IsWhiteSpace((byte)c)));
        if (!text.All(char.IsAsciiHexDigit))
        {
            throw Fault("a hexadecimal string holds another character");
        }
        return new PdfString(Convert.FromHexString(text.Length % 2 == 0 ? text : text + "0"), true, start, Position);
    }

    PdfString TakeLiteralString()
    {
        var start = Position;
        Take("("u8);
        var value = new List<byte>();
        for (var open = 1; open > 0;)
        {
            if (AtEnd)
            {
                throw Fault("a string is not closed");
            }
            var b = file.Span[Position++];
            open += b == '(' ? 1 : b == ')' ? -1 : 0;
            if (b == '\\')
            {
                TakeEscape(value);
            }
            else if (open > 0)
            {
                value.Add(b);
            }
        }
        return new PdfString([.. value], false, start, Position);
    }

    void TakeEscape(List<byte> value)
    {
        if (AtEnd)
        {
            throw Fault("a string is not closed");
        }
        var b = file.Span[Position];
        if (b is (byte)'\r' or (byte)'\n')
        {
            TakeEndOfLine();
            return;
        }
        if (b is >= (byte)'0' and <= (byte)'7')
        {
            var octal = 0;
            for (var digits = 0; digits < 3 && !AtEnd && file.Span[Position] is >= (byte)'0' and <= (byte)'7'; digits++)
            {
                octal = octal * 8 + (file.Span[Position++] - '0');
            }
            value.Add((byte)octal);
            return;
        }
        Position++;
        value.Add(b switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, _ => b });
    }

    PdfObject TakeNumberOrReference()
    {
        var start = Position;
        var digits = 0;
        while (digits < Rest.Length && char.IsAsciiDigit((char)Rest[digits]))
        {
            digits++;
        }
        if (digits <= 7 && TryTakeReference(out var reference))
        {
            return reference;
        }
        Position = start;
        return TakeWord();
    }

    bool TryTakeReference(out PdfReference reference)
    {
        reference = null!;
        var number = TakeNumber();
        if (AtEnd || file.Span[Position++] != ' ' || AtEnd || !char.IsAsciiDigit((char)file.Span[Position]))
        {
            return false;
        }
        var digits = Rest[..Math.Min(6, Rest.Length)];
        var end = digits.IndexOf((byte)' ');
        if (end is < 1 or > 5 || digits[..end].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }
        var generation = TakeNumber();
        Position++;
        if (!TryTake("R"u8) || (!AtEnd && !IsWhiteSpace(file.Span[Position]) && !IsDelimiter(file.Span[Position])))
        {
            return false;
        }
        if (number > MaxObjectNumber)
        {
            throw Fault("an object number is too large");
        }
        reference = new PdfReference((int)number, (int)generation);
        return true;
    }

    PdfObject TakeWord()
    {
        var length = 0;
        while (length < Rest.Length && !IsWhiteSpace(Rest[length]) && !IsDelimiter(Rest[length]))
        {
            length++;
        }
        var word = Encoding.Latin1.GetString(Rest[..Math.Min(length, 40)]);
        PdfObject? value = word switch
        {
            "true" => new PdfBoolean(true),
            "false" => new PdfBoolean(false),
            "null" => PdfNull.Instance,
            _ when IsNumber(word) => new PdfNumber(word),
            _ => null,
        };
        if (value is null || length > 40)
        {
            throw Fault($"'{word}' is not a value");
        }
        Position += length;
        return value;
    }

    static bool IsNumber(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.')
        && double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
