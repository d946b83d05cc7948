<?xml version="1.0" encoding="UTF-8"?>
<!-- To a system that calls the premise MeterPoint: everything else is copied as it is. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:meterport:head-end:v1"
    exclude-result-prefixes="m">
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="m:EsiId">
    <MeterPoint><xsl:value-of select="."/></MeterPoint>
  </xsl:template>
</xsl:stylesheet>
