namespace Mingzheng.Access;

/// <summary>A keyed digest of what was sent, the same on every node.</summary>
public delegate byte[] ContentDigest(string content);
