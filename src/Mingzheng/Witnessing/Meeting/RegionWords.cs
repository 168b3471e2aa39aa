using Mingzheng.Base.Identifiers;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>How documents name what a person's identity paper says (witnessing rules 3, 7.1).</summary>
static class RegionWords
{
    public static Bilingual Nationality(string region, string language) => region switch
    {
        "HK" => Bilingual.For(language, "中国香港", "中國香港", "Hong Kong, China"),
        _ => throw new ArgumentOutOfRangeException(nameof(region), region, "No wording for this region."),
    };

    public static Bilingual Sex(Sex sex, string language) => sex == Base.Identifiers.Sex.Female
        ? Bilingual.For(language, "女", "女", "female")
        : Bilingual.For(language, "男", "男", "male");

    public static Bilingual Paper(string documentType, string language) => documentType switch
    {
        "hong-kong-identity-card" => Bilingual.For(language, "香港居民身份证", "香港居民身份證", "Hong Kong identity card"),
        "residence-permit" => Bilingual.For(language, "港澳居民居住证", "港澳居民居住證", "residence permit for Hong Kong and Macao residents"),
        "mainland-travel-permit" => Bilingual.For(
            language, "港澳居民来往内地通行证", "港澳居民來往內地通行證", "mainland travel permit for Hong Kong and Macao residents"),
        _ => throw new ArgumentOutOfRangeException(nameof(documentType), documentType, "No wording for this paper."),
    };
}
