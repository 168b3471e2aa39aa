using Mingzheng.Proof.Log;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

/// <summary>Compares with the recursive definitions of RFC 6962 section 2.1, written down as literally as possible.</summary>
public sealed class LogTreeTests
{
    const int Largest = 70;

    static readonly byte[][] Leaves = [.. Enumerable.Range(0, 600).Select(i => LogHash.Leaf([(byte)i, (byte)(i >> 8)]))];

    [Fact]
    public void Roots_are_those_of_the_definition_however_the_leaves_arrive()
    {
        var random = new Random(1);
        for (var round = 0; round < 30; round++)
        {
            var growth = new LogGrowth(0, LogHash.Empty, [], []);
            while (growth.Size < Leaves.Length)
            {
                var batch = Leaves[(int)growth.Size..(int)Math.Min(Leaves.Length, growth.Size + random.Next(0, 60))];
                growth = LogTree.Append(growth.Size, growth.RightEdge, batch);
                growth.Root.ShouldBe(Naive(0, (int)growth.Size));
            }
        }
    }

    [Fact]
    public void Each_complete_subtree_is_written_exactly_once()
    {
        var nodes = Grow(Leaves.Length).ToList();

        nodes.Select(node => node.Id).Distinct().Count().ShouldBe(nodes.Count);
        nodes.ShouldAllBe(node => node.Hash.SequenceEqual(
            Naive((int)(node.Id.Index << node.Id.Level), (int)((node.Id.Index + 1) << node.Id.Level))));
    }

    [Fact]
    public void Every_inclusion_proof_is_that_of_the_definition_and_verifies()
    {
        var stored = Grow(Largest).ToDictionary(node => node.Id, node => node.Hash);
        for (var size = 1; size <= Largest; size++)
        {
            var root = LogTree.Root(size).Compute(id => stored[id]).Single();
            root.ShouldBe(Naive(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = LogTree.Inclusion(index, size).Compute(id => stored[id]);
                proof.ShouldBe(NaiveInclusion(index, 0, size));
                LogProof.VerifyInclusion(Leaves[index], index, size, proof, root).ShouldBeTrue();
                LogProof.VerifyInclusion(Leaves[index], index + 1, size, proof, root).ShouldBeFalse();
                LogProof.VerifyInclusion(Leaves[index + 1], index, size, proof, root).ShouldBeFalse();
                LogProof.VerifyInclusion(Leaves[index], index, size, [.. proof, root], root).ShouldBeFalse();
                LogProof.VerifyInclusion(Leaves[index], index, size, Broken(proof), root).ShouldBe(proof.Count == 0);
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_is_that_of_the_definition_and_verifies()
    {
        var stored = Grow(Largest).ToDictionary(node => node.Id, node => node.Hash);
        for (var size = 1; size <= Largest; size++)
        {
            for (var old = 1; old <= size; old++)
            {
                var proof = LogTree.Consistency(old, size).Compute(id => stored[id]);
                proof.ShouldBe(old == size ? [] : NaiveConsistency(old, 0, size, complete: true));
                LogProof.VerifyConsistency(old, size, Naive(0, old), Naive(0, size), proof).ShouldBeTrue();
                LogProof.VerifyConsistency(old, size, Naive(1, old + 1), Naive(0, size), proof).ShouldBeFalse();
                LogProof.VerifyConsistency(old, size, Naive(0, old), Naive(1, size + 1), proof).ShouldBeFalse();
                LogProof.VerifyConsistency(old, size, Naive(0, old), Naive(0, size), Broken(proof)).ShouldBe(proof.Count == 0);
            }
        }
    }

    [Fact]
    public void A_wrong_right_edge_is_refused() =>
        Should.Throw<ArgumentException>(() => LogTree.Append(3, [Leaves[0]], [Leaves[1]]));

    [Fact]
    public void Tiles_hold_the_hashes_of_every_eighth_level()
    {
        var stored = Grow(Leaves.Length).ToDictionary(node => node.Id, node => node.Hash);
        var tiles = LogTile.Of(Leaves.Length).ToList();

        tiles.Select(tile => tile.Path).ShouldBe(["tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"]);
        tiles[3].Nodes.Select(id => stored[id]).ShouldBe([Naive(0, 256), Naive(256, 512)]);
        tiles.ShouldAllBe(tile => tile.IsWithin(600));
        tiles[2].IsWithin(599).ShouldBeFalse();
        tiles[3].IsWithin(511).ShouldBeFalse();
        LogTile.BundlesOf(300).Select(tile => tile.Path).ShouldBe(["tile/entries/000", "tile/entries/001.p/44"]);
    }

    [Theory]
    [InlineData("tile/0/x001/x234/067", 0, 1234067, 256)]
    [InlineData("tile/0/x001/x234/067.p/8", 0, 1234067, 8)]
    [InlineData("tile/entries/000.p/255", LogTile.Entries, 0, 255)]
    [InlineData("tile/5/999", 5, 999, 256)]
    public void Tile_paths_are_read_and_written(string path, int level, long index, int width)
    {
        LogTile.TryParse(path, out var tile).ShouldBeTrue();
        tile.ShouldBe(new LogTile(level, index, width));
        tile.Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("tile/0/1")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/00/000")]
    [InlineData("tile/8/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/../../etc/passwd")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/")]
    [InlineData("tile")]
    [InlineData("")]
    public void Other_paths_are_no_tiles(string path) => LogTile.TryParse(path, out _).ShouldBeFalse();

    [Fact]
    public void Entry_bundles_are_read_and_written()
    {
        byte[][] entries = [[], [1], new byte[65535]];

        var bundle = EntryBundle.Encode(entries);

        EntryBundle.Decode(bundle).ShouldBe(entries);
        Should.Throw<FormatException>(() => EntryBundle.Decode(bundle.AsSpan(0, bundle.Length - 1)));
        Should.Throw<OverflowException>(() => EntryBundle.Encode([new byte[65536]]));
    }

    static IReadOnlyList<LogNode> Grow(int size) => LogTree.Append(0, [], Leaves[..size]).NewNodes;

    static byte[][] Broken(IReadOnlyList<byte[]> proof) =>
        [.. proof.Select((hash, i) => i == proof.Count - 1 ? [.. hash[..31], (byte)(hash[31] ^ 1)] : hash)];

    static int Split(int count)
    {
        var k = 1;
        while (2 * k < count)
        {
            k *= 2;
        }

        return k;
    }

    static byte[] Naive(int start, int end)
    {
        var count = end - start;
        return count switch
        {
            0 => LogHash.Empty,
            1 => Leaves[start],
            _ => LogHash.Node(Naive(start, start + Split(count)), Naive(start + Split(count), end)),
        };
    }

    static List<byte[]> NaiveInclusion(int index, int start, int end)
    {
        if (end - start == 1)
        {
            return [];
        }

        var middle = start + Split(end - start);
        return index < middle
            ? [.. NaiveInclusion(index, start, middle), Naive(middle, end)]
            : [.. NaiveInclusion(index, middle, end), Naive(start, middle)];
    }

    static List<byte[]> NaiveConsistency(int old, int start, int end, bool complete)
    {
        if (old == end)
        {
            return complete ? [] : [Naive(start, end)];
        }

        var middle = start + Split(end - start);
        return old <= middle
            ? [.. NaiveConsistency(old, start, middle, complete), Naive(middle, end)]
            : [.. NaiveConsistency(old, middle, end, false), Naive(start, middle)];
    }
}
