namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Reads a file from its first byte to its last, revision by revision, and refuses it unless every byte belongs to an
/// object that the cross-reference table of its revision names. A file read this way cannot hide a second document from
/// viewers that repair damaged files.
/// </summary>
sealed class PdfRevisionReader(ReadOnlyMemory<byte> file)
{
    const int MaxObjects = 100_000;
    const int MaxRevisions = 128;
    readonly PdfLexer lexer = new(file, 0);
    int objectCount;

    /// <summary>The revisions, oldest first; <paramref name="tail"/> says why the bytes after the last one are none, or is null.</summary>
    public IReadOnlyList<PdfRevision> Read(out PdfTail? tail)
    {
        TakeHeader();
        var revisions = new List<PdfRevision> { TakeRevision(0, null) };
        tail = null;
        while (!lexer.AtEnd && tail is null)
        {
            try
            {
                revisions.Add(TakeRevision(lexer.Position, revisions[^1]));
            }
            catch (PdfException fault)
            {
                tail = new PdfTail(revisions[^1].End, file.Length - revisions[^1].End, fault.Message);
            }
        }
        return revisions;
    }

    void TakeHeader()
    {
        if (!lexer.TryTake("%PDF-"u8))
        {
            throw new PdfException("the file does not begin with %PDF-");
        }
        TakeLine();
        // The one comment the standard recommends: four bytes above 127, to show that the file is binary (7.5.2).
        if (lexer.Follows("%"u8))
        {
            TakeLine();
        }
    }

    void TakeLine()
    {
        var length = file.Span[lexer.Position..].IndexOfAny((byte)'\r', (byte)'\n');
        if (length is < 0 or > 64)
        {
            throw lexer.Fault("a short header line is expected");
        }
        lexer.Position += length;
        lexer.TakeEndOfLine();
    }

    PdfRevision TakeRevision(int start, PdfRevision? previous)
    {
        if (previous?.Number == MaxRevisions - 1)
        {
            throw lexer.Fault($"the file has more than {MaxRevisions} revisions");
        }
        var objects = new Dictionary<int, PdfRevisionObject>();
        lexer.SkipWhiteSpace();
        while (!lexer.Follows("xref"u8))
        {
            var found = TakeObject();
            if (!objects.TryAdd(found.Number, found))
            {
                throw lexer.Fault($"object {found.Number} stands twice in one revision");
            }
            lexer.SkipWhiteSpace();
        }
        var table = lexer.Position;
        var freed = TakeTable(objects);
        lexer.SkipWhiteSpace();
        lexer.Take("trailer"u8);
        lexer.SkipWhiteSpace();
        var trailer = lexer.TakeDictionary();
        CheckTrailer(trailer, previous);
        var markerEnd = TakeEnd(table);
        lexer.TakeEndOfLine();
        return new PdfRevision(previous is null ? 0 : previous.Number + 1, start, table, markerEnd, lexer.Position, objects, freed, trailer);
    }

    PdfRevisionObject TakeObject()
    {
        if (++objectCount > MaxObjects)
        {
            throw lexer.Fault("the file has too many objects");
        }
        var start = lexer.Position;
        var number = lexer.TakeNumber();
        lexer.Take(" "u8);
        var generation = lexer.TakeNumber();
        lexer.Take(" obj"u8);
        if (number is 0 or > 8_388_607 || generation > 65_535)
        {
            throw lexer.Fault("an object number is out of range");
        }
        var value = lexer.TakeValue();
        lexer.SkipWhiteSpace();
        if (value is PdfDictionary dictionary && lexer.TryTake("stream"u8))
        {
            value = TakeStream(dictionary);
        }
        lexer.SkipWhiteSpace();
        lexer.Take("endobj"u8);
        return new PdfRevisionObject((int)number, (int)generation, start, value);
    }

    PdfStream TakeStream(PdfDictionary dictionary)
    {
        if (dictionary.Name("Type") is "XRef" or "ObjStm")
        {
            throw lexer.Fault("compressed cross-references are not read here; qpdf --object-streams=disable writes them plainly");
        }
        if (!lexer.TryTake("\r\n"u8))
        {
            lexer.Take("\n"u8);
        }
        if (dictionary["Length"] is not PdfNumber length)
        {
            throw lexer.Fault("a stream does not state its length itself");
        }
        if (length.Integer < 0 || length.Integer > file.Length - lexer.Position)
        {
            throw lexer.Fault("a stream is longer than the file");
        }
        var data = file.Slice(lexer.Position, (int)length.Integer);
        lexer.Position += data.Length;
        lexer.TakeEndOfLine();
        lexer.Take("endstream"u8);
        return new PdfStream(dictionary, data);
    }

    HashSet<int> TakeTable(Dictionary<int, PdfRevisionObject> objects)
    {
        lexer.Take("xref"u8);
        lexer.SkipWhiteSpace();
        var named = new HashSet<long>();
        var freed = new HashSet<int>();
        while (!lexer.Follows("trailer"u8))
        {
            var first = lexer.TakeNumber();
            lexer.Take(" "u8);
            var count = lexer.TakeNumber();
            lexer.TryTake(" "u8);
            lexer.TakeEndOfLine();
            for (var number = first; number < first + count; number++)
            {
                if (!named.Add(number))
                {
                    throw lexer.Fault($"the cross-reference table names object {number} twice");
                }
                TakeTableEntry(number, objects, freed);
            }
            lexer.SkipWhiteSpace();
        }
        if (named.Count(number => objects.ContainsKey((int)number)) != objects.Count)
        {
            throw lexer.Fault("an object stands in no cross-reference table");
        }
        return freed;
    }

    void TakeTableEntry(long number, Dictionary<int, PdfRevisionObject> objects, HashSet<int> freed)
    {
        var start = lexer.Position;
        var offset = lexer.TakeNumber();
        lexer.Take(" "u8);
        var generation = lexer.TakeNumber();
        lexer.Take(" "u8);
        var inUse = lexer.TryTake("n"u8);
        if (!inUse)
        {
            lexer.Take("f"u8);
        }
        lexer.TryTake(" "u8);
        lexer.TakeEndOfLine();
        if (lexer.Position - start != 20)
        {
            throw lexer.Fault("an entry of the cross-reference table is not 20 bytes long");
        }
        var found = number <= int.MaxValue ? objects.GetValueOrDefault((int)number) : null;
        var agrees = inUse ? found is not null && found.Start == offset && found.Generation == generation : found is null;
        if (!agrees || number > int.MaxValue)
        {
            throw lexer.Fault($"the cross-reference table is wrong about object {number}");
        }
        if (!inUse && number != 0)
        {
            freed.Add((int)number);
        }
    }

    void CheckTrailer(PdfDictionary trailer, PdfRevision? previous)
    {
        if (trailer["Encrypt"] is not null || trailer["XRefStm"] is not null)
        {
            throw lexer.Fault("encrypted and hybrid files are not read here");
        }
        if (trailer["Root"] is not PdfReference)
        {
            throw lexer.Fault("the trailer names no catalogue");
        }
        var linked = previous is null ? trailer["Prev"] is null
            : trailer["Prev"] is PdfNumber table && table.Integer == previous.TableOffset;
        if (!linked)
        {
            throw lexer.Fault("the trailer does not lead to the revision before it");
        }
    }

    int TakeEnd(int table)
    {
        lexer.SkipWhiteSpace();
        lexer.Take("startxref"u8);
        lexer.SkipWhiteSpace();
        if (lexer.TakeNumber() != table)
        {
            throw lexer.Fault("startxref does not lead to the table of its revision");
        }
        lexer.SkipWhiteSpace();
        lexer.Take("%%EOF"u8);
        return lexer.Position;
    }
}

/// <summary>Bytes after the last revision that form no revision themselves.</summary>
sealed record PdfTail(int Offset, int Length, string Reason);
