using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>How documents name a person's region and identity paper (witnessing rules 3).</summary>
static class RegionWords
{
    public static Bilingual Nationality(string region) => region switch
    {
        "HK" => new Bilingual("中国香港", "Hong Kong, China"),
        _ => throw new ArgumentOutOfRangeException(nameof(region), region, "No wording for this region."),
    };

    public static Bilingual Paper(string documentType) => documentType switch
    {
        "hong-kong-identity-card" => new Bilingual("香港居民身份证", "Hong Kong identity card"),
        "residence-permit" => new Bilingual("港澳居民居住证", "residence permit for Hong Kong and Macao residents"),
        "mainland-travel-permit" => new Bilingual("港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents"),
        _ => throw new ArgumentOutOfRangeException(nameof(documentType), documentType, "No wording for this paper."),
    };
}
